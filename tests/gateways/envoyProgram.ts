/** Path of Envoy's own program; undefined where the variable ENVOY names none. */
export async function envoyProgram(): Promise<string | undefined> {
  return process.env.ENVOY;
}
