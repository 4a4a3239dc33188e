import { Component, type ComponentChild, type FunctionComponent } from 'preact';

/** Renders again only when a prop is another object than before. */
export function memo<P extends object>(Inner: FunctionComponent<P>): new (props: P) => Component<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const names = new Set([...Object.keys(next), ...Object.keys(this.props)]) as Set<keyof P>;
      for (const name of names) if (!Object.is(next[name], this.props[name])) return true;
      return false;
    }

    override render(): ComponentChild {
      return <Inner {...(this.props as P)} />;
    }
  };
}
