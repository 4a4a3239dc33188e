using System.Text.Json.Serialization;
using Gatehouse.Contracts.Approvals;
using Gatehouse.Contracts.Auth;
using Gatehouse.Contracts.Backups;
using Gatehouse.Contracts.Chat;
using Gatehouse.Contracts.Completions;
using Gatehouse.Contracts.Control;
using Gatehouse.Contracts.Doctor;
using Gatehouse.Contracts.Egress;
using Gatehouse.Contracts.Events;
using Gatehouse.Contracts.Grants;
using Gatehouse.Contracts.Leaks;
using Gatehouse.Contracts.Ledger;
using Gatehouse.Contracts.Logs;
using Gatehouse.Contracts.Memory;
using Gatehouse.Contracts.Policy;
using Gatehouse.Contracts.Sessions;
using Gatehouse.Contracts.Settings;
using Gatehouse.Contracts.Sockets;
using Gatehouse.Contracts.Status;
using Gatehouse.Contracts.Stopping;
using Gatehouse.Contracts.Surface;
using Gatehouse.Contracts.Tls;
using Gatehouse.Contracts.Tokens;
using Gatehouse.Contracts.Unknowns;

namespace Gatehouse.Contracts;

/// <summary>The one serializer context: snake_case, closed types. Requests refuse members that they do not know.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 16
)]
[JsonSerializable(typeof(AcceptedView))]
[JsonSerializable(typeof(ApprovalList))]
[JsonSerializable(typeof(ApprovalRequest))]
[JsonSerializable(typeof(ApprovalView))]
[JsonSerializable(typeof(BackupMadeView))]
[JsonSerializable(typeof(BackupVerdict))]
[JsonSerializable(typeof(Completion))]
[JsonSerializable(typeof(CompletionChunk))]
[JsonSerializable(typeof(CompletionFault))]
[JsonSerializable(typeof(CreatedToken))]
[JsonSerializable(typeof(CreateTokenRequest))]
[JsonSerializable(typeof(BudgetView))]
[JsonSerializable(typeof(DeletedThread))]
[JsonSerializable(typeof(DeleteThreadRequest))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(DroppedEntries))]
[JsonSerializable(typeof(EffectView))]
[JsonSerializable(typeof(EgressExplanation))]
[JsonSerializable(typeof(ExportedHead))]
[JsonSerializable(typeof(GrantList))]
[JsonSerializable(typeof(HistoryView))]
[JsonSerializable(typeof(LabelView))]
[JsonSerializable(typeof(LeakScanView))]
[JsonSerializable(typeof(LedgerPage))]
[JsonSerializable(typeof(LogEntryView))]
[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(LoginLink))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(LogLevelRequest))]
[JsonSerializable(typeof(LogLevelView))]
[JsonSerializable(typeof(LogList))]
[JsonSerializable(typeof(MemoryChange))]
[JsonSerializable(typeof(MemoryDeleteRequest))]
[JsonSerializable(typeof(MemoryList))]
[JsonSerializable(typeof(MemorySearchAnswer))]
[JsonSerializable(typeof(MemorySearchRequest))]
[JsonSerializable(typeof(MemoryText))]
[JsonSerializable(typeof(MemoryTree))]
[JsonSerializable(typeof(MemoryWriteRequest))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(NewThreadRequest))]
[JsonSerializable(typeof(PartView))]
[JsonSerializable(typeof(PolicyExplanation))]
[JsonSerializable(typeof(PolicyTableView))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(RenameThreadRequest))]
[JsonSerializable(typeof(ReplaceTurnRequest))]
[JsonSerializable(typeof(TakeBackRequest))]
[JsonSerializable(typeof(TakenBack))]
[JsonSerializable(typeof(RestoredView))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(RevokeRequest))]
[JsonSerializable(typeof(RevokeSessionsRequest))]
[JsonSerializable(typeof(RotatedToken))]
[JsonSerializable(typeof(ScopedTokenList))]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(ServerEvent))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(SettingList))]
[JsonSerializable(typeof(ReloadRequest))]
[JsonSerializable(typeof(SettingsReloaded))]
[JsonSerializable(typeof(SettingTransfer))]
[JsonSerializable(typeof(SettingValue))]
[JsonSerializable(typeof(SettingView))]
[JsonSerializable(typeof(SocketApproval))]
[JsonSerializable(typeof(SocketError))]
[JsonSerializable(typeof(SocketPing))]
[JsonSerializable(typeof(SocketResume))]
[JsonSerializable(typeof(SocketSend))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(StopAnswer))]
[JsonSerializable(typeof(StopRequest))]
[JsonSerializable(typeof(StopState))]
[JsonSerializable(typeof(SurfaceView))]
[JsonSerializable(typeof(ThreadExport))]
[JsonSerializable(typeof(ThreadList))]
[JsonSerializable(typeof(ThreadView))]
[JsonSerializable(typeof(TlsFilesView))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(UnknownList))]
[JsonSerializable(typeof(UnknownRequest))]
[JsonSerializable(typeof(UntaintAnswer))]
[JsonSerializable(typeof(UntaintRequest))]
[JsonSerializable(typeof(VerificationView))]
public sealed partial class GatehouseJson : JsonSerializerContext;
