/** Why a form was not taken, read aloud. */
export function Fault({ children }: { children: string | null }) {
  if (children === null) return null;
  return (
    <p class="field-error" role="alert">
      {children}
    </p>
  );
}
