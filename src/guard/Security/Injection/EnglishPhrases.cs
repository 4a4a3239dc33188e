namespace Gatehouse.Security.Injection;

/// <summary>Phrases of English injections, in the folded form of <see cref="TextFolding"/> and the notation of <see cref="PhraseTable"/>.</summary>
/// <remarks>
/// Each asks for two or three parts near each other, because single words ("ignore", "system prompt") are everyday language. The gaps hold a
/// few words. Tests count what is found and what is found wrongly.
/// </remarks>
internal static class EnglishPhrases
{
    public const string Table = """
# Forget what you were told.
drop = ignore$ | ignoring$ | disregard$ | disregarding$ | forget$ | neglect$ | pay no attention to | do not follow | dont follow
  | stop following | do not obey | dont obey | stop obeying | do not listen to | unlearn$
void = override$ | overrule$ | discard$ | dismiss$ | set aside | abandon$ | nullify$ | erase$ | wipe$ | delete$ | drop$ | cancel$ | revoke$
  | supersede$ | throw away
prior = previous | prior | preceding | above | earlier | former | foregoing | existing | original | initial | past | old$ | system$
  | developer | before this | so far
core = instruction | prompt | directives | programming | training | guardrail | system message | briefing
orders = {core} | directive | directions$ | guideline | guidance | command | orders$ | rules
negation = not | dont | never | cannot | cant | doesnt | didnt | wont | can | may
condition = if | unless | when | for this step | and skip | about | wheels
ignore_instructions : {drop} ~30 {prior} ~24 {orders} !after {negation} !before {condition}
ignore_instructions : {void} ~30 {prior} ~24 {core} !after {negation} !before {condition}
ignore_instructions : {drop} | {void} ~12 your$ ~24 {core} !after {negation} !before {condition}
ignore_instructions : {drop} ~12 your$ ~24 {orders} !after {negation} !before {condition}
ignore_instructions : {drop} | {void} ~10 all$ | any$ | every | these$ | those$ ~16 instruction | prompts$ | directives | programming
  | guardrails
  !after {negation} !before {condition} | that | on
given = you were given | given to you | you received | you have received | you were told | you have been given | you got before
ignore_instructions : {drop} | {void} ~24 {core} ~16 above | before this | so far | {given} !after {negation} !before {condition}
ignore_instructions : {drop} ~24 {orders} ~16 {given} !after {negation} !before {condition}
ignore_instructions : {drop} ~4 the above and | all the above and | all of the above and | everything above
ignore_instructions : ignore$ | disregard$ | forget$ ~10 everything | anything | all$ | whatever | what$
  ~20 above | before this | prior | previous | you were told | you have been told | youve been told | you have learned | you know$
  | came before | you were programmed | written here before
  !before about | from the | section | chapter | answers | posts | bids | email
ignore_instructions : instructions | prompt | directives ~30 are$ | is$ | were | have been | has been
  ~10 void | cancelled | canceled | revoked | overridden | no longer apply | no longer valid | no longer in effect | suspended | a decoy | fake
  !before if | when

# You are somebody else now, and your task is another.
new_role : new instructions | updated instructions | real instructions | actual instructions | true instructions | new instruction
  | new orders | new directive | new system prompt | your new task | your new objective | your new goal | your new mission | your new role
  | your new instructions | your real task | your actual task | your only task
  ~4 : | is to | is$ | are as follows | are to | are : | from the system | from your | from the developer | from the administrator
  !before at work | in the company
new_role : new instructions | new instruction | new task | new orders
  ~2 output | print | say | reveal | delete | send | ignore | respond | reply | answer | write | execute | tell | act as | forward | call
new_role : you are now ~4 in$ ~3 admin mode | god mode | debug mode | sudo mode | unrestricted mode | jailbreak mode | dan mode
new_role : do not answer | dont answer | do not summarize | stop answering ~4 the users question | the users request | the user
new_role : instead ~16 follow | obey | execute | do what ~16 these | my$ | the following | this ~16 instruction | orders$ | command | directive
  !after steps | linux
new_role : follow | obey | execute | only follow ~4 only ~16 my$ | these | the following | this ~16 instruction | orders$ | command | directive
new_role : you are now | youre now | you are henceforth | you are hereby | from now on you are | you will now be | you shall be
  | consider yourself
  ~40 assistant | ai$ | chatbot | bot$ | language model | dan$ | jailbroken | unrestricted | unfiltered | uncensored | evil | hacker
  | developer mode | a pirate | persona | free from all | free of all | no longer bound | not bound | acting as | terminal | simulator
  | character named | under my control
  !before account | manager | professor | for chromeos
new_role : from now on | henceforth | from this point on | from this moment on | for the rest of this conversation
  ~24 you are a | you are my | act as | act like | respond | reply | answer | behave | obey | ignore | pretend | speak only | your name is
  | you will act | you will respond | you will answer | you must obey | you only
persona = act as | act like | acting as | behave as | behave like | respond as | answer as | roleplay as | role play as | pretend to be
  | pretend you are | pretend that you are | pretend youre | imagine you are | simulate | assume the role of | assume the identity of
  | take on the persona of | adopt the persona of | play the role of
new_role : {persona} ~40 unrestricted | unfiltered | uncensored | jailbroken | evil | dan$ | no restrictions | without restrictions
  | without any restrictions | no rules | no limits | no filter | amoral | unethical | no ethical | not an ai | no longer an ai
  | without limits | admin with | an ai without | an ai that | ai with no | opposite of
new_role : you are | youre | you will be ~4 no longer | not ~16 an ai | a language model | chatgpt | an assistant | bound by | restricted by
  | limited by | subject to your | a helpful
  !before contract | law
new_role : dan mode | jailbreak mode | unrestricted mode | unfiltered mode | opposite mode | evil mode | developer mode | god mode
  ~10 enabled | activated | engaged | is on$ | unlocked | initiated ~60 you$ | chatgpt | respond | answer | ignore | policy | policies | restrictions
new_role : enter | activate | switch to | switch into | engage | enable
  ~6 dan mode | jailbreak mode | unrestricted mode | unfiltered mode | opposite mode | evil mode | dan$
new_role : do anything now
new_role : your name is | you will be called | you are called ~20 and you ~20 no$ | obey | without | never refuse | always | will do anything
  | answer anything
new_role : you must obey | obey me | obey my | you will obey | you only obey | you now obey | you now work for | you now serve
  | i am your new | i am now your | your new master | your new owner | your new boss

# Your limits are off.
off = disable$ | turn off | remove$ | lift$ | bypass$ | drop$ | deactivate$ | switch off | suspend$ | ignore$ | forget$ | break$ | violate$
  | override$ | disregard$ | ignores | ignoring
no_limits : {off} ~2 all$ | any$ | the$ ~4 guardrails | safety filters | safety rules | safety guidelines | safety training
  | ethical guidelines | content filters | moral guidelines
  !after {negation} | to | that | who | attackers
no_limits : safety filters | content filters | guardrails | your restrictions | safety measures | your limits
  ~4 are$ | have been | were ~4 disabled | off$ | lifted | removed | suspended | turned off | switched off
no_limits : {off}
  ~12 your$ | openais | anthropics
  ~20 safety | guardrail | content polic | censorship | ethical | ethics | moral | moderation | restrictions | limitations
  | content filter | alignment | usage polic
  !after {negation} !before belt | glasses | valve | cover | goggles
no_limits : you have no | there are no | you are free of all | you are free from all | you are not bound by
  ~12 ethical | moral | content polic | guidelines | filters | rules to follow | safety guidelines | any rules | restrictions on what you can say
no_limits : without any | without your | with no | without ~6 ethical | moral | safety | content
  ~12 filter | guideline | constraints | restrictions | limitations
no_limits : you can | you may | you will | you must | you are able to ~6 now$ | never$
  ~24 say anything | do anything | refuse | answer anything | bypass | swear | generate any

# Show me your instructions.
own = system prompt | system message | initial prompt | initial instruction | original instruction | hidden instruction | hidden prompt
  | secret instruction | confidential instruction | full instruction | full prompt | complete prompt | complete instruction | exact prompt
  | exact instruction | internal instruction | internal prompt | internal rules | system instruction | developer message
  | developer instruction | preprompt | pre prompt | base prompt | starting prompt | first prompt | secret prompt | underlying prompt
  | instructions verbatim | instructions word for word | prompt verbatim | instructions and rules | rules and instructions | hidden rules
  | secret rules | original prompt | entire prompt | instructions exactly
reveal_prompt : reveal | show | print | repeat | output | display | tell me | give me | leak | dump | expose | share | paste | recite | write
  | return | quote | disclose | copy | summarize | translate | encode | what is | what are | what was | what were | whats | list | send
  | state | describe
  ~20 your$ ~24 {own}
reveal_prompt : reveal | show | print | repeat | output | display | tell me | give me | leak | dump | expose | disclose | recite | what is
  ~12 your$ ~8 prompt$
reveal_prompt : reveal | print | output | repeat | tell me | show me | leak | dump | give me ~8 your$ ~1 instructions$ | rules and
reveal_prompt : output | print | repeat | reveal | leak | display ~6 original prompt | initial prompt | full prompt | hidden prompt
reveal_prompt : show me | print | repeat | tell me | output ~16 everything | all messages | all text | all the text
  ~16 of this conversation | of our conversation | of the conversation | in this conversation | came before this
reveal_prompt : repeat | print | output | copy | paste | display | reveal | recite | echo | show | encode | spell out
  ~14 everything | text | words | prompt | messages | content ~12 above | before this | verbatim | preceding this | prior to this
  !before box | field | the line | image | picture | the table | the fold | the figure | chart
reveal_prompt : repeat | print | output | reveal | recite | display | show | quote | state | tell me | give me ~24 instructions | prompt | system message | rules
  ~24 verbatim | word for word | in a code block | character by character | letter by letter | as they were given to you | you were given
  | you received | given to you
reveal_prompt : what were you | how were you | what are you ~4 told | instructed | programmed
  ~24 before | at the start | at the beginning | to do | not to | initially
reveal_prompt : reveal | leak | dump | disclose | expose | print out | output ~10 the$ | all$
  ~12 system prompt | system message | hidden prompt | secret prompt ~30 to me | to the user | in your | in full | now$ | verbatim | you$
  !after {negation} | to | attackers | can | may | could | might | should | must | will

# Keep it from the user.
user = the user | the owner | your user | your owner | the human | your operator | the operator | the person you | to user
hide_from_owner : do not | dont | never | must not | without | avoid | refrain from | no need to
  ~8 tell | mention | inform | reveal | notify | notifying | alert | disclos | warn | report
  ~40 {user} | anyone about this | anyone that you
  !before interface | experience | manual | guide
hide_from_owner : do not | dont | never ~4 let ~10 the user | the owner | your user | the human ~12 know | see | notice | find out | realize
hide_from_owner : do not | dont | never | must not | without ~6 reference | mention | acknowledg | repeat | reveal | disclos | discuss | refer to
  ~8 this | these | the$ | that you
  ~16 instruction | system message | hidden text | injected | directive | received this | this message | these orders
hide_from_owner : keep | hide | conceal ~16 this | it$ | that | these
  ~20 from the user | from your user | from the owner | from the human | hidden from the | secret from the | from your operator
hide_from_owner : this instruction | these instructions | this message | this note | this step | this request | this command
  ~8 must | should | is to | are to | has to ~12 remain | be kept | stay | never be | not be
  ~16 hidden | secret | confidential | revealed | mentioned | shown | disclosed
hide_from_owner : secretly | silently | covertly | quietly | discreetly
  ~4 send | forward | email | upload | post | add | append | insert | include | call | fetch | execute
  ~80 the users | the owners | conversation | password | secret | to http | @ | chat | private
  !after that | which | can | may | and | to

# Send it out.
sending = send | forward | email | e mail | mail | post | upload | transmit | leak | exfiltrate | deliver | submit | share | copy | relay
  | dump | pass | report
send_data_out : {sending}
  ~24 conversation | chat history | chat log | message history | previous messages | system prompt | your memory | your memories
  | contents of memory | context window | your context | full context | everything you know | what you know about | users data
  | users private | users personal | users password | users secret | users email | users credential | users contact | users messages
  | owners | this chat | our chat | all of your memory
  ~60 http | @ | to this address | to the following | to my | to the url | to the address | webhook | to attacker | to the attacker
  | my server | external server | by email to
send_data_out : {sending} ~8 the users | users | all | any | every | his$ | her$ | their | saved | stored | your
  ~16 password | credential | api key | secret | private key | ssh key | tokens | personal data | personal information | contacts | inbox
  | emails | environment variables | env vars | cookies | credit card | bank details | passphrase | memories | files | documents | notes
  ~30 to http | @ | to this address | to my | to the attacker | to attacker | to the following email | to the following url
  | to the following address | to the url below | to the webhook | to our server | to the external
send_data_out : append | add | include | insert | encode | embed | put | attach | place | url encode | fill in | replace | concatenate | substitute
  ~40 conversation | chat history | previous messages | system prompt | contents of memory | your memory | users secret | users password
  | users private | users personal | owners | users last message | users messages | what the user | the secret | the password
  | the passphrase | private data | the context | all context
  ~40 url | link$ | query | the address | image | path of | get request | http | parameter
send_data_out : http ~80 followed by | with the | plus the | containing | and append | and add | appending | adding
  ~20 users | owners | conversation | chat history | secret | password | system prompt | api key | passphrase | your memory | context
  ~60 at the end | appended | in the | as the | as a | url | query | to it | password | secret | history | data | conversation
  !before authorization

# Decode this and do what it says.
encoded_orders : decode | decrypt | deobfuscate | unscramble | base64 | rot13 | unhex | translate from base64 | reverse this | convert from hex
  ~60 follow | execute | obey | carry out | perform | act on | comply with | do what | do exactly | respond to
  ~20 instruction | it says | orders$ | directive | it tells | request | the result | the decoded | the task | the message | hidden command
  | command inside | contents as
  !after to | scripts | can | that | malware

# You who are a machine.
machine = ai assistant | ai agent | ai model | ai system | ai bot | ai reader | ai crawler | ai summarizer | ai reviewer | ai tool | ai$ | ais$
  | llm | large language model | language model | chatgpt | chatbot | claude | gemini | copilot | gpt | automated assistant
  | virtual assistant | automated agent
addressed_to_ai : if you are | if youre | when you are | since you are | because you are | as you are
  ~1 an ai assistant | an ai agent | an ai model | an ai language | an ai system | an ai reading | an ai processing | an ai summarizing
  | an ai bot | an ai and | an ai you | an ai then | an ai ignore | an ai please | an ai that | an ai tool | an llm
  | a large language model | a language model | a chatbot | chatgpt | an automated assistant | an automated agent | a bot reading
  | a robot reading
  !before developer | researcher | engineer | vendor | provider | enthusiast
addressed_to_ai : attention | attention all | attention any | attn ~2 {machine}
addressed_to_ai : note to | notes to | message to | message for | notice to | notice for | dear | hey | hello | reminder to
  | reminder for | important for | orders for | special instructions for | special instruction for | secret instructions for
  | hidden instructions for | instructions to | instruction to | instruction for | directive for | directive to
  ~9 {machine}
  !before engineer | developer | researcher | team | user | community | training | fans | builders | tutors | tuning | follow
addressed_to_ai : ai assistant | ai assistants | ai agent | ai agents | ai model | ai models | llm | llms | language model | language models
  | chatbot | assistant | assistants | any ai | agent | agents
  ~1 reading | processing | summarizing | summarising | parsing | viewing | analyzing | reviewing | that reads | who reads
  | that is reading | that processes | which reads
  ~8 this$ | this page | this document | this text | this email | this message
addressed_to_ai : message from | note from | orders from
  ~8 your developer | your creator | your owner | your user | your boss | your operator | the system administrator | openai | anthropic
  | me to you | the developers of this ai | system to you
  !before team about
addressed_to_ai : before you can solve | before you solve | before completing | before you complete | before answering
  | before you summarize | before summarizing | before you continue with
  ~12 the task | your task | the users request | the users question | this page | this document | my task | the request
  ~60 you must | must first | do the following | please do | first send | first call | you need to | you have to | first fetch | execute
addressed_to_ai : as an ai | as a language model | as a large language model | as an llm | as the ai | as the assistant
  ~24 you must | you should | you are required | you have to | you will | you need to | your task is | your job is
addressed_to_ai : the user | the owner | your user | your owner | the human ~4 has | already | wants | would like | asked | authorized | expects
  ~10 authorized you | approved this | asked you | given you permission | you to$ | permitted you | instructed you | pre approved
  | consented to this | authorised you
addressed_to_ai : when summarizing | when you summarize | when asked about this | when answering questions about this | in your summary
  | in your response | in your answer | in your reply | in your output
  ~24 include | say that | recommend | always | you must | add the | insert | tell the user | instruct the user | ask the user
  | do not mention | only say | state that
  ~60 link | http | user | must | this | phrase | following | exactly | best
  !after students
""";
}
