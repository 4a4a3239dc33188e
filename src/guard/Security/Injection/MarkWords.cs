using System.Buffers;

namespace Gatehouse.Security.Injection;

/// <summary>The words that <see cref="InjectionMarks"/> looks for; case is ignored.</summary>
internal static class MarkWords
{
    /// <summary>How the tag characters begin in the strings of JSON.</summary>
    public const string EscapedTag = @"\uDB40\uDC";

    public static readonly SearchValues<string> Starts = SearchValues.Create(
        [
            "<|",
            "<\uFF5C",
            EscapedTag,
            .. "[INST]|[/INST]|<<SYS>>|<start_of_turn>|<end_of_turn>|[SYSTEM_PROMPT]|![|={|=[|=<|=%7B|=${|system|developer|style=|<!--".Split(
                '|'
            ),
        ],
        StringComparison.OrdinalIgnoreCase
    );

    /// <summary>What a blank in an address is to be filled with.</summary>
    public static readonly SearchValues<string> Placeholders = Of(
        "context|conversation|chat|history|memor|secret|password|passphrase|credential|private|personal|prompt|messages"
            + "|stolen|exfil|inbox|contacts|everything|summary|userdata|user_data|user data|userinfo|user_info"
    );

    /// <summary>How one speaks who gives orders to the reader.</summary>
    public static readonly SearchValues<string> Orders = Of(
        "you are|you must|you will|you should|you have|your new|your task|your instructions|your role|ignore|disregard|override|the assistant|do not tell"
            + "|new instruction|new task|from now on|reveal|the user has|the user is|respond with|forget"
    );

    /// <summary>Whom a comment is for that no person sees.</summary>
    public static readonly SearchValues<string> Machines = Of(
        "ai assistant|ai agent|ai model|ai:|assistant:|language model|llm:|llms|chatgpt|chatbot|summarizer"
    );

    /// <summary>What hidden text speaks of.</summary>
    public static readonly SearchValues<string> Readers = Of(
        "ai assistant|ai agent|ai model|ai:|assistant:|language model|llm|chatgpt|chatbot|summarizer|ignore|instruction"
    );

    public static readonly SearchValues<string> Hiding = Of(
        "color:#fff|color:white|color:transparent|font-size:0|font-size:1px|opacity:0|display:none|visibility:hidden"
    );

    public static readonly SearchValues<string> Images = Of(".png|.jpg|.jpeg|.gif|.svg|.webp|.avif|.ico");

    public static readonly SearchValues<char> AddressStarts = SearchValues.Create(" \t\n\"'(<");

    public static readonly SearchValues<char> AddressEnds = SearchValues.Create(") \n");

    public static readonly SearchValues<char> LineOpeners = SearchValues.Create(" \t#*>-=[(<{\"'/");

    public static readonly SearchValues<char> SpeakerEnds = SearchValues.Create(":])>");

    /// <summary>What stands between the speaker's name and the colon.</summary>
    public static readonly string[] SpeakersWords =
        "|message|prompt|instruction|instructions|note|notice|override|update|alert|command|directive|mode|admin|administrator".Split('|');

    private static SearchValues<string> Of(string words) => SearchValues.Create(words.Split('|'), StringComparison.OrdinalIgnoreCase);
}
