using System.Collections.Immutable;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Security.Effects;

/// <summary>Reads a page or a memory document apart from the conversation and brings one typed value back.</summary>
/// <remarks>
/// A whole of smaller effects: reading the source, then a model call without tools. Each of them passes the Gate by itself, in a context
/// that allows nothing else: see <see cref="Includes"/>.
/// </remarks>
public sealed record ExtractValue : Effect
{
    /// <summary>Longest question in characters; one fact is asked for in a sentence or two.</summary>
    public const int MaxQuestionLength = 500;

    /// <summary>Most options of an enum: 16 of them are 4 bits, all that an enum can carry out of the text.</summary>
    public const int MaxOptions = 16;

    /// <summary>Longest option in characters.</summary>
    public const int MaxOptionLength = 40;

    private ExtractValue(RequestTarget? target, string path, string question, AnswerType type, ImmutableArray<string> options) =>
        (Target, Path, Question, Type, Options) = (target, path, question, type, options);

    /// <summary>The page to read; null when it is a memory document.</summary>
    public RequestTarget? Target { get; }

    /// <summary>The memory document to read; empty when it is a page.</summary>
    public string Path { get; }

    public string Question { get; }

    public AnswerType Type { get; }

    /// <summary>Of an enum, in the order given; otherwise empty.</summary>
    public ImmutableArray<string> Options { get; }

    public override EffectKind Kind => EffectKind.ExtractValue;

    public override Durability Durability => Durability.Metered;

    public override Repeat Repeat => Repeat.Safe;

    public override string Line => $"extract a value ({Type.Wire()}) from {Target?.Origin ?? "memory"}";

    /// <summary>Checks and builds.</summary>
    /// <returns>Null with the reason when there is not exactly one source, or a part is missing, too long or out of place.</returns>
    public static ExtractValue? TryCreate(
        RequestTarget? target,
        string path,
        string question,
        AnswerType type,
        ImmutableArray<string> options,
        out string? refusal
    )
    {
        refusal =
            target is null == (path.Length == 0) ? "give either a url or a path"
            : string.IsNullOrWhiteSpace(question) ? "the question is missing"
            : question.Length > MaxQuestionLength ? $"the question is longer than {MaxQuestionLength} characters"
            : type == AnswerType.Enum ? RefuseOptions(options)
            : options.IsEmpty ? null
            : "options are for the type enum only";
        return refusal is null ? new ExtractValue(target, path, question, type, options) : null;
    }

    /// <summary>Whether the smaller effect is part of this one: reading its very source, or asking the model.</summary>
    public bool Includes(Effect effect) =>
        effect switch
        {
            FetchPage page => page.Target == Target,
            ReadMemory read => Target is null && read.Path == Path && read.Query.Length == 0,
            ModelCall => true,
            _ => false,
        };

    internal override void Write(CanonicalWriter writer)
    {
        writer.Text("url", Target?.Url ?? "");
        writer.Text("path", Path);
        writer.Text("question", Question);
        writer.Text("type", Type.Wire());
        writer.Texts("options", Options);
    }

    private static string? RefuseOptions(ImmutableArray<string> options) =>
        options.Length is < 2 or > MaxOptions ? $"an enum needs 2 to {MaxOptions} options"
        : options.Any(option => option.Length is 0 or > MaxOptionLength || option != option.Trim() || option.Any(char.IsControl))
            ? $"an option is one line of 1 to {MaxOptionLength} characters without space at its ends"
        : options.Distinct(StringComparer.Ordinal).Count() < options.Length ? "the options must differ"
        : null;
}
