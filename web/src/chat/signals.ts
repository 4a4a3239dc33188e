const WORDS: Record<string, string> = {
  ignore_instructions: 'tells the assistant to ignore its instructions',
  new_role: 'gives the assistant another task or role',
  no_limits: 'tells the assistant that its limits are off',
  reveal_prompt: 'asks for the assistant’s own instructions',
  hide_from_owner: 'wants something kept from you',
  send_data_out: 'wants private text sent somewhere',
  image_beacon: 'holds an image whose address carries data away',
  hidden_text: 'holds text that people do not see',
  encoded_orders: 'holds encoded orders',
  control_marks: 'imitates the control marks of a chat',
  speaker_marks: 'speaks as the system',
  addressed_to_ai: 'speaks to an AI that reads it',
};

/** What was seen in a result, in one sentence. A signal of a newer server keeps its name. */
export function signalSentence(signals: string[]): string {
  const seen = signals.map((signal) => WORDS[signal] ?? signal.replaceAll('_', ' '));
  return `The text ${seen.join('; ')}. It is handled as data either way.`;
}
