// Signatures, ciphers and digests as streams; keys over postMessage and structuredClone.
const c = require('crypto');
const { pipeline, Readable } = require('stream');
const { inspect, types, promisify } = require('util');

const key = Buffer.alloc(32, 1), iv = Buffer.alloc(16, 2);
const seed = c.createPrivateKey({ key: Buffer.alloc(32, 1), format: 'raw-private', asymmetricKeyType: 'ed25519' });
const scalar = c.createPrivateKey({ key: Buffer.alloc(32, 3), format: 'raw-private', asymmetricKeyType: 'ec', namedCurve: 'P-256' });

function through(...streams) {
	return new Promise((resolve) => {
		const pieces = [];
		const last = streams.at(-1);
		last.on('data', (p) => pieces.push(p));
		pipeline(...streams, (err) => resolve(err ? err.code ?? err.message : Buffer.concat(pieces)));
	});
}
const text = (n) => Readable.from(Array.from({ length: n }, (_, i) => Buffer.from('piece ' + i + ';')));

(async () => {
	for (const name of ['aes-256-cbc', 'aes-256-ctr', 'aes-256-gcm', 'chacha20-poly1305']) {
		const nonce = iv.subarray(0, c.getCipherInfo(name).ivLength);
		const cipher = c.createCipheriv(name, key, nonce);
		const sealed = await through(text(50), cipher);
		console.log(name, sealed.length, c.hash('sha1', sealed));
		const decipher = c.createDecipheriv(name, key, nonce);
		if (cipher.getAuthTag && /gcm|poly/.test(name)) decipher.setAuthTag(cipher.getAuthTag());
		console.log(String(await through(Readable.from([sealed.subarray(0, 7), sealed.subarray(7, 100), sealed.subarray(100)]), decipher)).slice(0, 30));
	}
	console.log(await through(Readable.from([Buffer.alloc(17)]), c.createDecipheriv('aes-256-cbc', key, iv)));
	console.log(await through(Readable.from([Buffer.alloc(17)]), c.createDecipheriv('aes-256-gcm', key, iv)));
	console.log((await through(text(5), c.createHash('sha256'))).toString('hex'));

	const cipher = c.createCipheriv('aes-256-cbc', key, iv);
	cipher.setEncoding('base64');
	cipher.end('some text');
	let out = '';
	for await (const p of cipher) out += p;
	console.log(out);

	const sign = c.createSign('sha256');
	text(3).pipe(sign).on('finish', () => {
		const signature = sign.sign(scalar);
		const verify = c.createVerify('sha256');
		verify.write('piece 0;piece 1;piece 2;');
		verify.end(() => {
			console.log('verified', verify.verify(c.createPublicKey(scalar), signature), sign instanceof require('stream').Writable);
			keys();
		});
	});
})();

async function keys() {
	console.log(inspect(seed), [seed], types.isKeyObject(seed), types.isKeyObject({}));
	console.log(structuredClone(seed).equals(seed), structuredClone(c.createPublicKey(scalar)).asymmetricKeyDetails);
	const { port1, port2 } = new MessageChannel();
	port1.postMessage(c.createSecretKey(key));
	const k = await new Promise((resolve) => port2.once('message', resolve));
	console.log(k, k.export({ format: 'jwk' }));
	port2.close();
	const pair = await promisify(c.generateKeyPair)('ed25519');
	console.log(pair);
	console.log(await promisify(c.sign)(null, Buffer.from('x'), seed).then((s) => s.toString('hex').slice(0, 40)));
	const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', true, ['encrypt']);
	console.log(imported, types.isCryptoKey(imported), imported instanceof CryptoKey);
	console.log(c.KeyObject.from(imported).equals(c.createSecretKey(key)), structuredClone(imported).algorithm);
}
