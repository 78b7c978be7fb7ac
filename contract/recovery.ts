import * as v from 'valibot';
import { NewPassword } from './account.ts';
import { line } from './text.ts';

/** A new password by the link that an administrator made. */
export const Reset = v.strictObject({ token: line(200), password: NewPassword });
export type Reset = v.InferOutput<typeof Reset>;

/** A new password by one of the codes that the account's owner keeps on paper. */
export const Recover = v.strictObject({ email: line(254), code: line(60), password: NewPassword });
export type Recover = v.InferOutput<typeof Recover>;

/** The one time that they are shown. Those before are worth nothing any more. */
export const RecoveryCodes = v.object({ codes: v.array(v.string()) });
export type RecoveryCodes = v.InferOutput<typeof RecoveryCodes>;

/** How many have not been used. */
export const RecoveryCodesLeft = v.object({ left: v.number() });
export type RecoveryCodesLeft = v.InferOutput<typeof RecoveryCodesLeft>;
