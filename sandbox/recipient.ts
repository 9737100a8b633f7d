/**
 * The one fictional person that every sandbox order is for. Tests search outputs for these
 * strings to prove that no recipient data was kept.
 */
export const SANDBOX_RECIPIENT = {
	name: 'Renate Beispiel',
	firstName: 'Renate',
	lastName: 'Beispiel',
	company: 'Beispielwerk GmbH',
	email: 'renate.beispiel@example.com',
	phone: '+493055501234',
	street: 'Musterweg 17',
	city: 'Beispielstadt',
	province: 'BE',
	postalCode: '10999',
	country: 'DE',
} as const;
