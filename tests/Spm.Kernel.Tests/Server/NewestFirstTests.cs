using System.Collections.Concurrent;
using Spm.Kernel.Server;

namespace Spm.Kernel.Tests.Server;

public class NewestFirstTests
{
    private readonly NewestFirst<int> _place = new();

    [Fact]
    public async Task A_newer_item_takes_the_place_of_the_one_that_waits()
    {
        Assert.Null(_place.Put(1));
        Assert.Equal(1, _place.Put(2));
        Assert.Equal(2, _place.Put(3));
        Assert.Equal(3, (await _place.TakeAsync()).Item);
        Assert.Null(_place.Put(4));
    }

    [Fact]
    public async Task Who_takes_waits_for_an_item()
    {
        var taken = _place.TakeAsync();
        Assert.False(taken.IsCompleted);
        _place.Put(5);
        Assert.Equal(5, (await taken.WaitAsync(TestContext.Current.CancellationToken)).Item);
        Assert.False(_place.TakeAsync().IsCompleted);
    }

    [Fact]
    public async Task What_is_worked_on_learns_of_a_newer_item_and_only_of_that()
    {
        _place.Put(1);
        _place.Put(2);
        var (_, newer) = await _place.TakeAsync();
        Assert.False(newer.IsCompleted);
        _place.Put(3);
        Assert.True(newer.IsCompletedSuccessfully);
        Assert.False((await _place.TakeAsync()).Newer.IsCompleted);
    }

    [Fact]
    public async Task Of_many_threads_items_each_is_taken_or_given_back_once_and_none_is_lost()
    {
        const int Threads = 4, Each = 5_000;
        var seen = new ConcurrentBag<int>();
        var worker = Task.Run(async () =>
        {
            while (true)
            {
                var item = (await _place.TakeAsync()).Item;
                if (item < 0) return;
                seen.Add(item);
            }
        }, TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(t => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
                if (_place.Put(t * Each + i) is { } obsolete) seen.Add(obsolete);
        })));
        if (_place.Put(-1) is { } last) seen.Add(last);
        await worker.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, Threads * Each), seen.Order());
    }
}
