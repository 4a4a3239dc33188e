namespace Gatehouse.Security.Injection;

/// <summary>What in a text looked like an attempt to steer the reader. Stored and shown by its wire name.</summary>
public enum InjectionSignal
{
    /// <summary>Tells the reader to forget what it was told before.</summary>
    IgnoreInstructions,

    /// <summary>Gives the reader another task, name or person.</summary>
    NewRole,

    /// <summary>Tells the reader that its limits are off.</summary>
    NoLimits,

    /// <summary>Asks for the reader's own instructions.</summary>
    RevealPrompt,

    /// <summary>Wants it kept from the user.</summary>
    HideFromOwner,

    /// <summary>Wants private text sent somewhere, or holds an address with a place for it.</summary>
    SendDataOut,

    /// <summary>An image whose address carries data away when it is shown.</summary>
    ImageBeacon,

    /// <summary>Text that people do not see: tag characters, long runs of invisible ones, styles that hide.</summary>
    HiddenText,

    /// <summary>Encoded text that is to be decoded and obeyed.</summary>
    EncodedOrders,

    /// <summary>Control marks of chat templates.</summary>
    ControlMarks,

    /// <summary>A line that speaks as the system or the developer.</summary>
    SpeakerMarks,

    /// <summary>Speaks to an AI that reads the text.</summary>
    AddressedToAi,
}

/// <summary>Wire names of the signals: lower case, words joined by underscores.</summary>
public static class InjectionSignalNames
{
    public static string Wire(this InjectionSignal signal) =>
        signal switch
        {
            InjectionSignal.IgnoreInstructions => "ignore_instructions",
            InjectionSignal.NewRole => "new_role",
            InjectionSignal.NoLimits => "no_limits",
            InjectionSignal.RevealPrompt => "reveal_prompt",
            InjectionSignal.HideFromOwner => "hide_from_owner",
            InjectionSignal.SendDataOut => "send_data_out",
            InjectionSignal.ImageBeacon => "image_beacon",
            InjectionSignal.HiddenText => "hidden_text",
            InjectionSignal.EncodedOrders => "encoded_orders",
            InjectionSignal.ControlMarks => "control_marks",
            InjectionSignal.SpeakerMarks => "speaker_marks",
            InjectionSignal.AddressedToAi => "addressed_to_ai",
            _ => throw new InvalidOperationException("unknown signal"),
        };
}
