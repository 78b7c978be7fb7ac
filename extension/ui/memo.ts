import { Component, type ComponentChildren, type ComponentType } from 'preact';

/** A component that renders again only when one of its props is another value; for rows, of which there are many and few change. */
export function memo<Props extends object>(view: (props: Props) => ComponentChildren): ComponentType<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const before = this.props;
      for (const name in next) if (!Object.is(next[name], before[name])) return true;
      for (const name in before) if (!(name in next)) return true;
      return false;
    }
    // Not as a component of its own: of a hundred rows, each would cost twice.
    override render(props: Readonly<Props>) {
      return view(props as Props);
    }
  };
}
