import { useId, useState } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { addressIn, parseAddress } from './address.ts';
import { QuietText } from './quiet-field.tsx';

interface AddressFieldProps {
  url: string;
  onCommit: (url: string) => void;
}

/** Where the posting is on the web, as text; what is no address stays in the field and is said to be none. */
export function AddressField({ url, onCommit }: AddressFieldProps) {
  const [unclear, setUnclear] = useState<string | null>(null);
  const faultId = useId();
  const address = addressIn(url) ?? '';
  return (
    <>
      <QuietText
        class="property-line"
        label={text('field_url')}
        placeholder={text('notSet')}
        maxLength={4096}
        value={unclear ?? address}
        describedBy={unclear === null ? undefined : faultId}
        onCommit={(typed) => {
          const parsed = parseAddress(typed);
          setUnclear(parsed === null && typed !== '' ? typed : null);
          if (parsed !== null && parsed !== address) onCommit(parsed);
        }}
      />
      {unclear !== null && (
        <span class="field-error property-text" id={faultId} role="alert">
          {text('error_url')}
        </span>
      )}
    </>
  );
}
