import type { BudgetLine } from '../wire';
import { lead, nameOf, percent, whatThen } from './whatThen';

export function BudgetMeter({ line }: { line: BudgetLine }) {
  const used = line.limit > 0 && line.used >= line.limit;
  const name = `budget-${line.dimension}`;
  return (
    <li class={`budget-line${used ? ' is-used' : line.warning ? ' is-short' : ''}`} data-testid="budget-line" data-dimension={line.dimension}>
      <p class="budget-name" id={name}>
        {nameOf(line.dimension)}
      </p>
      <p class="budget-text">{line.text}</p>
      {line.counted && line.limit > 0 && (
        <progress max={100} value={percent(line)} aria-labelledby={name}>
          {percent(line)} %
        </progress>
      )}
      <p class="faint budget-then">
        {line.counted ? `${lead(line)} ${whatThen(line.dimension)}` : 'Without a price nothing is counted, so this one stops nothing.'}{' '}
        <code>{line.setting}</code>
      </p>
    </li>
  );
}
