import type { ComponentChildren } from 'preact';
import { hostOf, safeAddress, told } from './address';

interface Props {
  /** As it was written. */
  to: string;
  /** What is read in its place. */
  words: string;
  /** The whole Markdown, shown where the address is none to follow. */
  raw: string;
}

/** Characters of an address that are shown in the text; the title has all of them, and who is asked stands first. */
const SHOWN = 160;

export function AddressLink({ to, words, raw, children }: Props & { children: ComponentChildren }) {
  const address = safeAddress(to);
  if (address === null) return <span>{raw}</span>;
  const says = told(words, address);
  return (
    <bdi>
      <Away address={address} named={says !== 'nothing'}>
        {words.trim() === '' ? address : children}
      </Away>
      {says === 'another' && <Target address={address} />}
    </bdi>
  );
}

/** Where a picture would be: it is not asked for unless the owner follows the link. */
export function ImageChip({ to, words, raw, linked }: Props & { linked: boolean }) {
  const address = safeAddress(to);
  if (address === null) return <span>{raw}</span>;
  const name = words.trim() || 'without a name';
  return (
    <bdi class="md-image">
      <span class="md-image-kind">Picture, not loaded:</span> {linked ? (
        name
      ) : (
        <Away address={address} named>
          {name}
        </Away>
      )}
      <Target address={address} />
    </bdi>
  );
}

function Away({ address, named, children }: { address: string; named: boolean; children: ComponentChildren }) {
  return (
    <a href={address} title={address} target="_blank" rel="noopener noreferrer" data-host={named ? undefined : hostOf(address)}>
      {children}
    </a>
  );
}

function Target({ address }: { address: string }) {
  return <span class="md-target"> ({address.length > SHOWN ? `${address.slice(0, SHOWN)}…` : address})</span>;
}
