using System.Text.Json;
using CsCheck;
using Spm.Kernel.Live;

namespace Spm.Kernel.Tests.Live;

public class QuestionQueueTests
{
    [Fact]
    public void Questions_are_taken_in_order_and_once_although_they_are_written_again()
    {
        var queue = new QuestionQueue();
        Assert.True(queue.Add(Ask((1, "pixel"))));
        Assert.True(queue.Add(Ask((1, "pixel"), (2, "slice"))));
        Assert.False(queue.Add(Ask((1, "pixel"), (2, "slice"))));
        Assert.Equal([1, 2], Taken(queue));
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void Of_a_kind_that_piles_up_the_newest_is_kept()
    {
        var queue = new QuestionQueue();
        for (var n = 1; n <= 20; n++) queue.Add(Ask((n, n % 2 == 0 ? "pixel" : "slice")));
        Assert.Equal([19, 20], Taken(queue));
    }

    [Fact]
    public void The_same_asked_for_two_things_is_two_kinds()
    {
        var queue = new QuestionQueue();
        for (var n = 1; n <= 20; n++) queue.Add($$"""{"n": {{n}}, "ask": "pixel", "for": "{{(n % 2 == 0 ? "selected" : "preview")}}"}""");
        Assert.Equal([19, 20], Taken(queue));
    }

    [Fact]
    public void Two_pages_count_for_themselves()
    {
        var queue = new QuestionQueue();
        queue.Add("""{"n": 5, "page": "a", "ask": "pixel"}""");
        Assert.True(queue.Add("""{"n": 1, "page": "b", "ask": "pixel"}"""));
        Assert.Equal([5, 1], Taken(queue));
    }

    [Fact]
    public void A_text_that_lost_older_questions_to_a_busy_front_end_loses_none()
    {
        // A front end that waits for the kernel sends only the last text; every text holds all that are open.
        Gen.Int[1, 12].Array[1, 30].ForAll(arrivals =>
        {
            var queue = new QuestionQueue();
            var (asked, open, taken) = (0, new List<int>(), new List<int>());
            foreach (var burst in arrivals)
            {
                for (var k = 0; k < burst; k++) open.Add(++asked);
                queue.Add(Ask([.. open.Select(n => (n, $"kind {n}"))]));
                taken.AddRange(Taken(queue));
                open.Clear();
            }
            return taken.SequenceEqual(Enumerable.Range(1, asked));
        });
    }

    [Fact]
    public void What_is_no_question_is_passed_over()
    {
        var queue = new QuestionQueue();
        Assert.False(queue.Add(""));
        Assert.False(queue.Add("3"));
        Assert.False(queue.Add("""[1, "x", {"ask": "pixel"}, {"n": "one"}, null]"""));
        Assert.ThrowsAny<JsonException>(() => queue.Add("[{"));
        Assert.Null(queue.Take());
    }

    [Fact]
    public void Pages_that_came_and_went_are_forgotten_and_new_ones_heard()
    {
        var queue = new QuestionQueue();
        for (var page = 0; page < 1000; page++)
        {
            Assert.True(queue.Add($$"""{"n": 1, "page": "{{page}}", "ask": "hello"}"""));
            queue.Take();
        }
    }

    private static string Ask(params (int N, string Kind)[] questions) => JsonSerializer.Serialize(questions.Select(q => new { n = q.N, ask = q.Kind }));

    private static List<int> Taken(QuestionQueue queue)
    {
        var taken = new List<int>();
        while (queue.Take() is { } question) taken.Add((int)question["n"]!);
        return taken;
    }
}
