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
unplug step-4-reserve $gate/Budgets/Budget.cs 's/bound\.(Tokens|Requests) > _limits/false \&\& bound.$1 > _limits/g' BudgetTests
unplug step-5-intent $gate/EffectRun.cs 's/(private async Task RecordIntentAsync\([^)]*\)\s*\{)/$1\n        if (approval is null || approval is not null) { return; }/' ExactBytesTests
unplug step-6-pass $gate/Passes/GatePass.cs 's/(internal void Redeem\(Digest digest\)\s*\{)/$1\n        if (digest is not null) { return; }/' ExactBytesTests
unplug step-7-scan $gate/Scanning/CleanText.cs 's/public string Clean\(string text\) => [^;]*;/public string Clean(string text) => text;/' SecretInAnswerTests
unplug step-7-scan-stream $gate/Scanning/ScannedText.cs 's/await LetThroughAsync\(_stream\.Push\(piece\), ct\);/_released.Append(piece); await _reader.WriteAsync(piece, ct);/' SecretInAnswerTests
unplug step-7-label $gate/Scanning/ResultLabel.cs 's/_ => output\?\.Label \?\? Label\.Unknown/_ => Label.OfAssistant/; s/=> Label\.PublicPage/=> Label.OfAssistant/' ObedientModelTests
unplug step-8-outcome $gate/EffectRun.cs 's/(private async Task RecordOutcomeAsync\([^)]*\)\s*\{)/$1\n        if (result is not null) { return; }/' ExactBytesTests
unplug address-check src/guard/Egress/Dialling/GuardedConnect.cs 's/(private static void Check\([^)]*\)\s*\{)/$1\n        if (address is not null) { return; }/' RefusedAddressTests
unplug forbidden-names src/guard/Security/Policy/GatePolicy.cs 's/Target\(effect\) \?\? ByKind/ByKind/' RefusedAddressTests
unplug route-policy src/app/Server/Access/AccessGuard.cs 's/if \(needsOwner \&\& !credential\.IsOwner\)/if (needsOwner \&\& !credential.IsOwner \&\& context is null)/' FrontDoorTests
unplug origin-rules src/app/Server/Access/AccessGuard.cs 's/origins\.Refuse\(context\.Request, judged\) is \{ \} refusal/(context is null ? origins.Refuse(context!.Request, judged) : null) is { } refusal/' FrontDoorTests
unplug host-check src/app/Server/Access/AccessGuard.cs 's/if \(onGateway \&\& !addresses/if (onGateway \&\& context is null \&\& !addresses/' FrontDoorTests
unplug fence src/app/Agent/Prompts/PromptBuilder.cs 's/message\.Label\.IsUntrusted \? fence\.Wrap\(message\.Source, message\.Text\) : message\.Text/message.Text/' Injection.FenceTests
unplug step-7-injection $gate/EffectRun.cs 's/return done with \{ Signals = [^}]*\};/return done;/' Injection.SignalTests
unplug relative-path src/app/Agent/Memory/MemoryPath.cs 's/!RelativePath\.TryParse\(path, out _, out var wrong\) \? PathRejectionText\.Describe\(wrong\)\s*: //' Paths.MemoryPathTests

echo "$unmissed controls unmissed"
[ "$unmissed" = 0 ]
