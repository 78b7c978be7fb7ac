import { PROBLEMS, type Problem, type ProblemCode } from '../contract/index.ts';

interface ProblemOptions extends ErrorOptions {
  /** A sentence about this one occurrence, for the person. Never SQL, a stack or somebody else's data. */
  detail?: string;
  /** Seconds after which trying again makes sense; sent as `Retry-After`. */
  retryAfterSeconds?: number;
  /** Members of the reply beside the standard ones. */
  members?: Pick<Problem, 'errors' | 'conflicts' | 'current' | 'refusal'>;
}

/** A refusal that a route may throw from anywhere: its code decides status and title of the reply. `cause` goes to the log only. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly members: Pick<Problem, 'errors' | 'conflicts' | 'current' | 'refusal'>;

  constructor(code: ProblemCode, { detail, retryAfterSeconds, members = {}, ...options }: ProblemOptions = {}) {
    super(detail ?? PROBLEMS[code].title, options);
    this.name = 'ProblemError';
    this.code = code;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
    this.members = members;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}
