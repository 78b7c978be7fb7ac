import { Component, h, type ComponentChildren, type ComponentType } from 'preact';

/** A component that renders again only when one of its props is another value; for rows, of which there are many and few change. */
export function memo<Props extends object>(view: (props: Props) => ComponentChildren): ComponentType<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const names = new Set([...Object.keys(next), ...Object.keys(this.props)]) as Set<keyof Props>;
      for (const name of names) if (!Object.is(next[name], this.props[name])) return true;
      return false;
    }
    override render(props: Readonly<Props>) {
      return h(view as ComponentType<Props>, { ...props });
    }
  };
}
