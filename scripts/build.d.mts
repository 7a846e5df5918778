/** Compiles programs (their sources by the name of the file they become), and the commands beside them, into a folder. */
export function compile(sources: Readonly<Record<string, string>>, outdir: string): Promise<void>;
/** Compiles the program into `dist/program`. */
export function buildProgram(): Promise<void>;
/** Whether there is something to compile with. */
export function canBuild(): boolean;
