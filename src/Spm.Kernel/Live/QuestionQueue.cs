using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spm.Kernel.Live;

/// <summary>
/// The questions of figures that wait for an answer, in the order in which they were asked; of one kind (<c>ask</c>, and <c>for</c> where one page wants
/// the same of several things at once) and page only the newest waits. Pages
/// write all their open questions into the text field each time, because a front end that is busy sends only the last text, so a question is
/// seen more than once and taken once. Any thread may use it.
/// </summary>
internal sealed class QuestionQueue
{
    /// <summary>Pages (windows, reloads) that are remembered: an old one's questions are not asked again.</summary>
    private const int MostPages = 32;

    private readonly Lock _gate = new();
    private readonly List<Entry> _waiting = [];
    private readonly Dictionary<string, long> _newest = new(StringComparer.Ordinal);
    private readonly Queue<string> _pages = new();

    /// <summary>Takes what stands in the text field: an array of questions or one. Returns true when a new one is among them.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public bool Add(string text)
    {
        if (text.Length == 0) return false;
        var node = JsonNode.Parse(text);
        var questions = node is JsonArray many ? [.. many.OfType<JsonObject>()] : node is JsonObject one ? new[] { one } : [];
        var isNew = false;
        lock (_gate)
            foreach (var question in questions)
                isNew |= Add(question);
        return isNew;
    }

    /// <summary>The question that waits longest, or null.</summary>
    public JsonObject? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0) return null;
            var question = _waiting[0].Question;
            _waiting.RemoveAt(0);
            return question;
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _waiting.Count == 0;
        }
    }

    private bool Add(JsonObject question)
    {
        var page = question["page"]?.ToString() ?? "";
        if (question["n"] is not JsonValue n || !n.TryGetValue<long>(out var number)) return false;
        if (_newest.TryGetValue(page, out var seen) && number <= seen) return false;
        if (!_newest.ContainsKey(page))
        {
            _pages.Enqueue(page);
            if (_pages.Count > MostPages) _newest.Remove(_pages.Dequeue());
        }
        _newest[page] = number;
        var kind = (page, question["ask"]?.ToString() ?? "", question["for"]?.ToString() ?? "");
        _waiting.RemoveAll(older => older.Kind == kind);
        _waiting.Add(new(kind, question));
        return true;
    }

    private sealed record Entry((string Page, string Ask, string For) Kind, JsonObject Question);
}
