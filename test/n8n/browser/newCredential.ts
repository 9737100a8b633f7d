import type { APIRequestContext } from '@playwright/test';

/** What n8n calls a new credential of thanks.io, whichever way it signs in. */
export const NEW_NAME = 'thanks.io Orders account';

/** Removes new ones: the nodes of other tests would get them, because they came last. */
export async function removeNewCredentials(request: APIRequestContext): Promise<void> {
	const response = await request.get('/rest/credentials');
	const { data } = (await response.json()) as { data: Array<{ id: string; name: string }> };
	for (const { id, name } of data) {
		if (name === NEW_NAME) await request.delete(`/rest/credentials/${id}`);
	}
}
