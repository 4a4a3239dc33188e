#!/usr/bin/env bash
# unplug.sh [NAME…]: takes one control after another out of a copy of this tree and looks whether its front-door test goes red.
# A control that exists, is unit-tested and is never called is the commonest bug of the field; this is how we know that ours are plugged in.
# By hand, about a minute each: it builds the program once per control. Ends with the number of controls that nobody would miss.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)
wanted=$*
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git -C "$root" archive HEAD | tar -x -C "$copy"
mkdir -p "$copy/artifacts/web"
cp -rL "$root/artifacts/web/dist" "$copy/artifacts/web/dist"
git -C "$copy" init -q && git -C "$copy" add -A && git -C "$copy" -c user.name=x -c user.email=x@x commit -qm copy
cd "$copy"
dotnet build tests/FrontDoor.Tests -c Release -v quiet -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false >/dev/null
dotnet build tests/OpenAiServer -c Release -v quiet -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false >/dev/null
unmissed=0

unplug() {
  local name=$1 file=$2 change=$3 filter=$4
  [[ -z $wanted || " $wanted " == *" $name "* ]] || return 0
  perl -0pi -e "$change" "$file"
  if git diff --quiet; then
    echo "STALE    $name: the change does not fit $file any more"
    unmissed=$((unmissed + 1))
    return 0
  fi
  if ! dotnet build src/app/Cli -c Release -v quiet -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false >build.log 2>&1; then
    echo "STALE    $name: the change does not compile"
    unmissed=$((unmissed + 1))
  elif eng/testnet.sh dotnet test artifacts/bin/FrontDoor.Tests/release/Gatehouse.FrontDoor.Tests.dll --filter "$filter" >test.log 2>&1 </dev/null; then
    echo "UNMISSED $name: $filter stays green"
    unmissed=$((unmissed + 1))
  else
    echo "red      $name: $(grep -cE '^  Failed ' test.log) of $filter"
  fi
  git checkout -q -- .
}

gate=src/guard/Gate
unplug step-1-stop $gate/Stopping/StopSwitch.cs 's/(CoveringUnsynchronized\(ThreadId\? thread\) =>)/$1 thread is null || thread is not null ? null :/' StopTests
unplug step-2-decide $gate/EffectGate.cs 's/_policy\.Decide\(effect, context, _grants\.Active, approval: null\)/(Decision)new Decision.Allow()/' ExactBytesTests
unplug step-3-ask $gate/EffectGate.cs 's/Decision\.Ask ask => await AskAsync\(asked, ask\)/Decision.Ask ask => await _run.ExecuteAsync(asked, approval: null, text, ct)/' ObedientModelTests
unplug step-4-reserve $gate/Budgets/Budget.cs 's/if \(wanted\[cap\.Dimension\] > left\)/if (wanted[cap.Dimension] > left \&\& cap is null)/' BudgetTests
unplug budget-money $gate/Budgets/ReservationBound.cs 's/MicroUsd = price\?\.Of\(input, output\) \?\? 0/MicroUsd = 0/' BudgetTests
unplug budget-bytes src/guard/Egress/Dialling/Exchange.cs 's/traffic\.Add\(bytes\);//g' BudgetTests
unplug sent-once src/guard/Egress/Dialling/Exchange.cs 's/!_written \&\& Interlocked\.Exchange\(ref _dialled, 1\) == 0/Interlocked.Exchange(ref _dialled, 1) >= 0/' KeptConnectionTests
unplug budget-hosts $gate/Budgets/NovelHosts.cs 's/public bool IsNovel\(HostName host\) => /public bool IsNovel(HostName host) => host is null \&\& /' BudgetTests
unplug budget-thread $gate/Budgets/Reservation.cs 's/if \(Thread is not null\)/if (Thread is not null \&\& Day == default)/' BudgetTests
unplug step-5-intent $gate/EffectRun.cs 's/(private async Task RecordIntentAsync\([^)]*\)\s*\{)/$1\n        if (approval is null || approval is not null) { return; }/' ExactBytesTests
unplug step-6-pass $gate/Passes/GatePass.cs 's/(internal void Redeem\(Digest digest\)\s*\{)/$1\n        if (digest is not null) { return; }/' ExactBytesTests
unplug step-7-scan $gate/Scanning/CleanText.cs 's/public string Clean\(string text\) => [^;]*;/public string Clean(string text) => text;/' SecretInAnswerTests
unplug step-7-scan-stream $gate/Scanning/ScannedText.cs 's/await LetThroughAsync\(_stream\.Push\(piece\), ct\);/_released.Append(piece); await _reader.WriteAsync(piece, ct);/' SecretInAnswerTests
unplug step-7-label $gate/Scanning/ResultLabel.cs 's/_ => output\?\.Label \?\? Label\.Unknown/_ => Label.OfAssistant/; s/=> Label\.PublicPage/=> Label.OfAssistant/' ObedientModelTests
unplug copied-address src/guard/Security/Policy/CopiedAddress.cs 's/(IsIn\(RequestTarget target, EffectContext context\) =>)/$1 target is not null ||/' AttackSuiteTests
unplug label-join src/guard/Security/Labels/Label.cs 's/Math\.Min\(\(int\)Integrity, \(int\)other\.Integrity\)/Math.Max((int)Integrity, (int)other.Integrity)/' AttackSuiteTests
unplug memory-label src/app/Agent/Drivers/WriteMemoryDriver.cs 's/Label\.OfAssistant\.Join\(pass\.Label\)/Label.OfAssistant/' AttackSuiteTests
unplug identity-files src/guard/Security/Policy/GatePolicy.cs 's/IdentityFiles\.Include\(write\.Path\) \?/false ?/' AttackSuiteTests
unplug requests-ask src/guard/Security/Policy/GatePolicy.cs 's/: new Decision\.Ask\(AskReason\.RequestEachTime, Grantable: true\)/: new Decision.Allow()/' AttackSuiteTests
unplug page-count src/guard/Security/Labels/EffectContext.cs 's/_pages\+\+;/_pages += 0;/' LimitTests
unplug pages-go-on src/app/Agent/Prompts/PromptHistory.cs 's/\.Count\(message => message\.Call is/.Count(message => message.Id.Length == 0 \&\& message.Call is/' LimitTests
unplug question-cap-of-thread $gate/Approvals/ApprovalDesk.cs 's/>= _options\.MaxPendingOfThread/>= int.MaxValue/' FloodTests
unplug question-cap $gate/Approvals/ApprovalDesk.cs 's/>= _options\.MaxPendingApprovals/>= int.MaxValue/' FloodTests
unplug step-8-outcome $gate/EffectRun.cs 's/(private async Task RecordOutcomeAsync\([^)]*\)\s*\{)/$1\n        if (result is not null) { return; }/' ExactBytesTests
unplug address-check src/guard/Egress/Dialling/GuardedConnect.cs 's/AddressCheck\.Refuse\(target\.Host, addresses, named\) is/(target is null ? AddressCheck.Refuse(target!.Host, addresses, named) : null) is/' RefusedAddressTests
unplug forbidden-names src/guard/Security/Policy/GatePolicy.cs 's/\(PolicyRow\.PrivateTargets, PrivateTarget\),//' RefusedAddressTests
unplug preset src/app/Server/Composition/ServerParts.cs 's/new GatePolicy\(endpoints, clock, settings\.Policy\)/new GatePolicy(endpoints, clock)/' Policy.PresetTests
unplug row-12 src/guard/Security/Policy/GatePolicy.cs 's/new Decision\.Ask\(AskReason\.Deletes, Grantable: false\)/new Decision.Allow()/' Policy.DeletionTests
unplug taint-drop-text src/app/Agent/Prompts/PromptHistory.cs 's/WithoutDropped\(\[\.\. messages\.Where\(message => !message\.Replaced\)\]\)/messages.Where(message => !message.Replaced)/' Policy.UntaintTests
unplug taint-drop-store src/app/Storage/Threads/TaintWriting.cs 's/SET dropped = 1/SET dropped = 0/g' Policy.UntaintTests
unplug replaced-label src/app/Agent/Prompts/PromptHistory.cs 's/Replaced: true, Dropped: false/Replaced: true, Dropped: true/' Threads.ReplaceTests
unplug extract-label $gate/Scanning/ResultLabel.cs 's/ExtractValue wanted when TypedAnswer/ExtractValue wanted when output is null \&\& TypedAnswer/' Policy.ExtractTests
unplug pasted-label src/app/Agent/Loop/Conversations.cs 's/Label\.Unknown, Sources\.Pasted/Label.OfOwner, Sources.Pasted/' Attacks.PastedTests
unplug extract-address $gate/Scanning/ResultLabel.cs 's/ExtractValue \{ Type: AnswerType\.Url \} wanted when/ExtractValue { Type: AnswerType.Url } wanted when output is null \&\&/' Policy.ExtractTests
unplug extract-value src/app/Agent/Drivers/ExtractValueDriver.cs 's/TypedAnswer\.Read\(effect, said\.Text, shown\)/said.Text/' Policy.ExtractTests
unplug extract-apart $gate/Passes/ChildEffects.cs 's/_gate\.RunAsync\(part, _context/_gate.RunAsync(part, _asker/; s/(private readonly EffectContext _context;)/$1\n    private readonly EffectContext _asker;/; s/\(_gate, _from\) = \(gate, from\);/(_gate, _from, _asker) = (gate, from, asker);/' Policy.ExtractTests
unplug grant-end src/guard/Security/Grants/Grant.cs 's/now >= Expires/false \&\& now >= Expires/' GrantTests
unplug route-policy src/app/Server/Access/AccessGuard.cs 's/if \(needsOwner \&\& !\(credential\.IsOwner/if (needsOwner \&\& context is null \&\& !(credential.IsOwner/' FrontDoorTests
unplug origin-rules src/app/Server/Access/AccessGuard.cs 's/origins\.Refuse\(context\.Request, judged, facts\.Upgrade\) is \{ \} refusal/(context is null ? origins.Refuse(context!.Request, judged, facts.Upgrade) : null) is { } refusal/' FrontDoorTests
unplug host-check src/app/Server/Access/AccessGuard.cs 's/if \(onGateway \&\& !addresses/if (onGateway \&\& context is null \&\& !addresses/' FrontDoorTests
unplug fence src/app/Agent/Prompts/PromptBuilder.cs 's/message\.Label\.IsUntrusted \? fence\.Wrap\(message\.Source, message\.Text\) : message\.Text/message.Text/' Injection.FenceTests
unplug step-7-injection $gate/EffectRun.cs 's/return done with \{ Signals = [^}]*\};/return done;/' Injection.SignalTests
unplug relative-path src/app/Agent/Memory/MemoryPath.cs 's/!RelativePath\.TryParse\(path, out _, out var wrong\) \? PathRejectionText\.Describe\(wrong\)\s*: //' Paths.MemoryPathTests
unplug socket-origin src/app/Server/Access/OriginRules.cs 's/if \(upgrade \&\& origin is null\)/if (upgrade \&\& origin is null \&\& request is null)/' SocketTests
unplug socket-credential src/app/Server/Endpoints/ChatEndpoints.cs 's/Upgrade = true,/Upgrade = true, Auth = RouteAuth.Public,/' SocketTests
unplug subscriber-cap src/app/Server/Events/EventHub.cs 's/_subscribers\.Count >= GatewayLimits\.Subscribers/_subscribers.Count >= 10 * GatewayLimits.Subscribers/' SocketTests
unplug revocation-cuts src/app/Server/Events/EventHub.cs 's/ending\.ForEach\(subscriber => subscriber\.Cut\(\)\);//' SessionTests
unplug failed-throttle src/app/Server/Access/AccessGuard.cs 's/credential is Credential\.Wrong && !failures/credential is Credential.None \&\& !failures/' ThrottleTests
unplug request-form src/app/Server/Access/AccessGuard.cs 's/if \(RequestForm\.Refuse\(context\.Request\) is \{ \} malformed\)/if ((context is null ? RequestForm.Refuse(context!.Request) : null) is { } malformed)/' BadInputTests
unplug length-digits src/app/Server/GatewayHost.cs 's/name == HeaderNames\.ContentLength \? length : null/name.Length == 0 ? length : null/' BadInputTests
unplug trusted-proxies src/app/Server/Access/TrustedProxies.cs 's/\|\| !IsListed\(peer\)/|| peer.ToString().Length == 0/' ProxyTests
unplug page-key src/app/Server/Access/SessionBook.cs 's/ \|\| !session\.PageKey\.Matches\(pageKey\)//' EveryRouteTests
unplug message-cap src/app/Server/Sockets/SocketLink.cs 's/WrittenCount > GatewayLimits\.BodyBytes/WrittenCount > 10 * GatewayLimits.BodyBytes/' BadInputTests
unplug body-credential src/app/Server/Access/CappedBody.cs 's/StillOpens is \{ \} stillOpens \&\& !stillOpens\(\)/StillOpens is { } stillOpens \&\& !stillOpens() \&\& buffer.IsEmpty/' Gateway.SessionTests
unplug forwarded-host src/app/Server/Access/TrustedProxies.cs 's/if \(host\.Count > 0 \&\& !addresses/if (host.Count > 100 \&\& !addresses/' ProxyTests
unplug chunks-in-1.0 src/app/Server/Access/RequestForm.cs 's/request\.Protocol != HttpProtocol\.Http11 \?/request.Protocol.Length == 0 ?/' BadInputTests
unplug memory-paths src/app/Server/Endpoints/MemoryEndpoints.cs 's/string\.IsNullOrWhiteSpace\(path\) \?/path is null ?/' MemoryRoutesTests
unplug tls-requirement src/app/Server/Configuration/GatewayReader.cs 's/tls is null \&\& !allowPlaintext/tls is null \&\& allowPlaintext/' TlsTests
unplug v1-scope src/app/Server/Access/AccessGuard.cs 's/facts\?\.Scope != scoped\.Scope/facts?.Scope != scoped.Scope \&\& context is null/' A_token_opens_its_two_routes
unplug v1-answer-scan $gate/Scanning/ScannedText.cs 's/await LetThroughAsync\(_stream\.Push\(piece\), ct\);/_released.Append(piece); await _reader.WriteAsync(piece, ct);/' A_key_in_the_answer_never_reaches
unplug v1-call-scan $gate/Scanning/ScannedArguments.cs 's/return Through\(_stream\.Push\(clear\)\);/return clear;/' A_key_in_the_answer_never_reaches
unplug v1-escaped-call-scan $gate/Scanning/ScannedArguments.cs 's/_isHeld = escape >= 0;/_isHeld = escape > int.MaxValue - 1;/; s/escape >= 0 \? text\[\.\.escape\]/escape > int.MaxValue - 1 ? text[..escape]/' A_key_in_the_answer_never_reaches
unplug v1-request-scan src/guard/Security/Policy/SecretsInEffect.cs 's/caller == Caller\.Program \&\& effect is ModelCall call/caller == (Caller)99 \&\& effect is ModelCall call/' A_key_in_the_request_goes_nowhere
unplug v1-budget $gate/Budgets/Budget.cs 's/if \(wanted\[cap\.Dimension\] > left\)/if (wanted[cap.Dimension] > left \&\& cap is null)/' What_the_day_does_not_cover
unplug v1-revocation src/app/Server/Access/Revocation.cs 's/events\.Cut\(whose\) \+ calls\.Cut\(whose\)/events.Cut(whose) + calls.Cut(caller => caller is null)/' Taking_a_token_back_ends
unplug v1-expiry src/app/Storage/Tokens/TokenRecord.cs 's/\&\& !\(now >= Expires\)/\&\& now != default/' A_token_survives_restarts
unplug v1-rate src/app/Server/Endpoints/CompletionEndpoints.cs 's/RateLimit = RateLimits\.Completions,//' Each_token_has_a_window
unplug settings-secret src/app/Server/Endpoints/SettingRules.cs 's/setting\.IsSecret\s*\? /setting.Name.Length == 0 ? /; s/: setting\.OnlyEnvironment is \{ \} why \?/: setting.OnlyEnvironment is { } why \&\& !setting.IsSecret ?/' Settings.SettingTests
unplug settings-shown src/app/Server/Configuration/SettingBook.cs 's/setting\.IsSecret \|\| value is null\s*\?/value is null ?/' Settings.SettingTests
unplug settings-environment src/app/Server/Configuration/SettingSources.cs 's/ \&\& !Gives\(setting\.Name\)//' Settings.ConfigCommandTests
unplug settings-gate src/app/Server/Configuration/ChangeSettingsDriver.cs 's/table\.Apply\(pass\.Effect, effect\.Changes, clock\.GetUtcNow\(\)\);//' Settings.StoredSettingTests
unplug log-redaction src/app/Server/Logging/LogMessage.cs 's/if \(report\.Worst == LeakAction\.Block\)/if (report.Worst == LeakAction.Block \&\& text.Length == 0)/; s/DeepScan\.Redact\(text, report\)/text/' Logs.LogTests
unplug log-revocation src/app/Server/Events/EventHub.cs 's/ending = \[\.\. _subscribers\.Where\(one => whose\(one\.Caller\)\)\];/ending = [.. _subscribers.Where(one => whose(one.Caller) \&\& one.Kind != StreamKind.LogStream)];/' Logs.LogTests
unplug doctor-exit src/app/Cli/Commands/DoctorCommand.cs 's/return report\.Ok \? ExitCode\.Ok : ExitCode\.Failed;/return ExitCode.Ok;/' Doctor.DoctorTests
unplug stop-file src/app/Server/Stopping/StopFile.cs 's/public bool IsThere => /public bool IsThere => _path.Length == 0 \&\& /' StopFileTests
unplug restored-lies-stopped src/app/Storage/Backups/HomePlace.cs 's/(private static void Stop\(string folder, string reason\)\s*\{)/$1\n        if (folder.Length > 0) { return; }/' A_backup_of_a_running_home
unplug checkpoint-signature $gate/Ledger/CheckpointWalk.cs 's/: !checkpoint\.IsSigned \?/: checkpoint.Signature.Length == 0 ?/' Ledger.TamperTests
unplug reload-recorded $gate/GateServices.cs 's/await Ledger\.AppendDurablyAsync\(new EntryDraft\(EntryKind\.Configured, line\)\);/await Ledger.FlushAsync();/' ReloadTests
unplug reload-whole src/app/Server/Configuration/SettingsInForce.cs 's/if \(problems\.Count > 0\)/if (problems.Count > 100)/' ReloadTests
unplug reload-stopped src/app/Server/Endpoints/SettingEndpoints.cs 's/if \(gate\.Stop\.Covering\(null\) is not null\)/if (gate.Stop.Covering(null) is not null \&\& gate.Ledger is null)/' ReloadTests
unplug ledger-first $gate/Ledger/Ledger.cs 's/(internal void EnsureWritable\(\)\s*\{)/$1\n        if (_broken is null || _broken is not null) { return; }/' DiskTests

echo "$unmissed controls unmissed"
[ "$unmissed" = 0 ]
