using Gatehouse.Agent.Models.Commands;

namespace Gatehouse.Agent.Models;

/// <summary>What a keyless model says, or the call it makes; the text is what it says when it may not call.</summary>
internal sealed record KeylessReply(string Text, ModelCommand.Call? Call = null);
