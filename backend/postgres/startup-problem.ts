/**
 * A start that cannot go on for a reason the person who started it can act on. Its message is one line that names the cause and what
 * to do; it is printed without a stack. Any other error is a bug and keeps its stack.
 */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem';
}
