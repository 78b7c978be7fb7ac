import type { ClientBase } from 'pg';

/** The major version of the server behind a connection, such as 17. */
export async function readMajor(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ major: number }>(`select current_setting('server_version_num')::int / 10000 as major`);
  return rows[0]?.major ?? 0;
}
