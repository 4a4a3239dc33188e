namespace Gatehouse.Security.Injection;

/// <summary>The phrases that most injections begin with, in the languages that most of the web is written in. Form and notation as for English.</summary>
internal static class ForeignPhrases
{
    public const string Table = """
# Spanish, Portuguese, Italian, French: one grammar and nearly one vocabulary.
drop = ignora | ignore | ignorez | ignorate | ignorar | ignori | olvida | olvide | descarta | desestima | haz caso omiso | haga caso omiso
  | no sigas | esqueca | esquece | desconsidere | desconsidera | nao siga | dimentica | trascura | non seguire | non considerare | oublie
  | oubliez | ne tiens pas compte | ne tenez pas compte | ne suis pas | ne suivez pas | fais abstraction | faites abstraction
orders = instruccion | indicacion | ordenes | reglas | directrices | instruco | instrucao | comandos | orientac | regras | diretrizes
  | istruzion | indicazion | regole | direttive | comandi | instructions | consignes | directives | regles | ordres | prompt
prior = anterior | previa | previo | de arriba | que te dieron | dadas | acima | precedent | di sopra | ricevute | anterieur | ci dessus | recues
all = todas | todos | tus$ | sus$ | suas | tutte | tutti | tue$ | tuoi | toutes | tous | tes$ | vos$
ignore_instructions : {drop} ~24 {orders} ~16 {prior}
ignore_instructions : {drop} ~10 {all} ~20 {orders}
ignore_instructions : {drop} ~16 {prior} ~16 {orders}
reveal_prompt : revela | muestra | muestrame | dime | imprime | repite | mostre | revele | diga | mostra | rivela | stampa | montre | affiche
  | donne | repete
  ~24 prompt del sistema | prompt de sistema | prompt do sistema | prompt di sistema | prompt systeme | instrucciones iniciales
  | instrucciones ocultas | instrucoes iniciais | istruzioni iniziali | instructions initiales | instructions cachees | tu prompt
  | seu prompt | ton prompt | tuo prompt
new_role : ahora eres | a partir de ahora eres | agora voce e$ | a partir de agora voce e$ | ora sei | da ora in poi sei | tu es maintenant
  | vous etes maintenant | desormais tu es
  ~24 asistente | assistente | assistant | ia$ | modelo | modello | modele | sin restricciones | sem restricoes | senza restrizioni
  | sans restriction | hacker | pirata | dan$

# German.
drop_de = ignorier | vergiss | vergessen sie | missacht | ubergeh | verwirf | beachte | beachten sie | befolge | befolgen sie
prior_de = vorherig | bisherig | vorangegangen | vorangehend | obig | fruher | vorig | deine | ihre$ | alle$ | samtliche | system
ignore_instructions : {drop_de} ~24 {prior_de}
  ~24 anweisung | instruktion | regeln | vorgaben | befehl | prompt | richtlinien | anordnung | systemanweisung | systemprompt
  !after nicht | nie
reveal_prompt : zeig | verrate | nenne | gib | drucke | wiederhole | offenbare | wie lautet | wie lauten
  ~20 deinen | deine | dein | ihren | ihre | den$
  ~16 systemprompt | system prompt | ursprunglichen anweisung | anfangsanweisung | geheimen anweisung | versteckten anweisung
new_role : du bist jetzt | du bist nun | ab jetzt bist du | ab sofort bist du | sie sind jetzt
  ~30 assistent | ki$ | chatbot | sprachmodell | hacker | pirat | ohne einschrankung | uneingeschrankt | dan$

# Russian.
ignore_instructions : игнорируй | проигнорируй | забудь | не обращай внимания на | не следуй | отмени | отбрось
  ~24 предыдущ | прежн | прошл | вышеуказан | выше | свои | ранее | все$ | всех$ | исходн | системн
  ~24 инструкц | указан | команд | правил | промпт | распоряжен | предписан
reveal_prompt : покажи | раскрой | выведи | повтори | сообщи | напиши
  ~24 системный промпт | системные инструкции | системную инструкцию | исходные инструкции | твои инструкции | свои инструкции
  | скрытые инструкции | свой промпт
new_role : теперь ты | отныне ты | ты теперь ~24 ассистент | ии$ | бот$ | модель | хакер | пират | без ограничений

# Chinese.
ignore_instructions : 忽略 | 无视 | 忘记 | 忘掉 | 不要理会 | 无需遵守 | 不要遵守 | 無視 | 忽視 | 忘記
  ~8 之前 | 以上 | 先前 | 上述 | 前面 | 所有 | 你的 | 此前 | 上面 | 全部 | 以前 | 系統 | 系统
  ~10 指令 | 指示 | 提示 | 说明 | 规则 | 要求 | 命令 | 設定 | 规定 | 規則
reveal_prompt : 显示 | 告诉我 | 输出 | 重复 | 打印 | 泄露 | 透露 | 顯示
  ~8 系统提示 | 系统指令 | 初始指令 | 系统消息 | 隐藏指令 | 系統提示 | 你的提示词 | 你的指令
new_role : 你现在是 | 从现在开始你是 | 现在你是 | 从现在起你是 ~16 助手 | 人工智能 | 模型 | 黑客 | 不受限制 | 没有限制 | 机器人

# Japanese, Korean: the verb stands last.
ignore_instructions : 以前 | これまで | 前の | 上記 | 今まで | すべて | 全て | 先ほど | あなたの | これ以前
  ~8 指示 | 命令 | ルール | プロンプト | 指令 | 制約 | インストラクション ~8 無視 | 忘れ | 従わない | 破棄 | 無効
reveal_prompt : システムプロンプト | 初期指示 | 隠された指示 | システムメッセージ ~10 表示し | 教えて | 出力し | 見せて | 明かし | 繰り返し
new_role : あなたは今から | 今からあなたは | これからあなたは | あなたはこれから ~24 アシスタント | ai$ | モデル | ハッカー | 制限のない | として
ignore_instructions : 이전 | 위의 | 앞의 | 모든 | 기존 ~8 지시 | 명령 | 지침 | 규칙 | 프롬프트 ~8 무시 | 잊어 | 잊으 | 따르지

# Arabic (folded: one alif, no teh marbuta), Hindi.
drop_ar = تجاهل | انس | تجاوز | لا تتبع | اهمل
orders_ar = التعليمات | الاوامر | التوجيهات | القواعد | تعليمات
ignore_instructions : {drop_ar} ~16 {orders_ar} ~12 السابقه | اعلاه | السابق | الاصليه | المذكوره
ignore_instructions : {drop_ar} ~6 كل | جميع ~12 {orders_ar}
ignore_instructions : पिछल | पूर्व | उपरोक्त | सभी | ऊपर | पहले | अपने ~14 निर्देश | आदेश | नियम | हिदायत | अनुदेश
  ~12 अनदेखा | नजरअंदाज | नज़रअंदाज़ | भूल | अनसुना | उपेक्षा | ध्यान न
""";
}
