'use strict';
// zlib piece by piece: over a socket, with flush, params, reset, limits, and input that is wrong.
const zlib = require('zlib'), net = require('net'), crypto = require('crypto');
const { pipeline } = require('stream/promises');
const { once } = require('events');
const { Readable, Writable } = require('stream');
const text = Buffer.from('All work and no play makes Jack a dull boy. '.repeat(20000));
const sum = (data) => crypto.createHash('sha1').update(data).digest('hex').slice(0, 12);

async function collect(stream) {
	const pieces = [];
	for await (const piece of stream) pieces.push(piece);
	return Buffer.concat(pieces);
}

const pairs = [['Gzip', 'Gunzip'], ['Deflate', 'Inflate'], ['DeflateRaw', 'InflateRaw'], ['Gzip', 'Unzip'], ['Deflate', 'Unzip'],
	['BrotliCompress', 'BrotliDecompress'], ['ZstdCompress', 'ZstdDecompress']];

async function main() {
	for (const [there, back] of pairs) {
		const server = net.createServer((socket) => pipeline(Readable.from([text.subarray(0, 7), text.subarray(7)]), zlib[`create${there}`](), socket));
		await once(server.listen(0, '127.0.0.1'), 'listening');
		const hash = crypto.createHash('sha1'), expander = zlib[`create${back}`]();
		await pipeline(net.connect(server.address().port, '127.0.0.1'), expander, hash);
		console.log(there, back, hash.digest('hex').slice(0, 12) === sum(text), expander instanceof zlib[back], expander.bytesWritten < text.length);
		server.close();
		const whole = zlib[`${back[0].toLowerCase()}${back.slice(1)}Sync`];
		const bytes = zlib[`${there[0].toLowerCase()}${there.slice(1)}Sync`](text);
		console.log(' ', sum(whole(bytes)) === sum(text));
		for (const wrong of [Buffer.from('no such thing'), bytes.subarray(0, bytes.length >> 1), Buffer.alloc(0)]) {
			try { console.log(' ', whole(wrong).length); } catch (err) { console.log(' ', err.code, err.errno, err.message); }
			await pipeline(Readable.from([wrong]), zlib[`create${back}`](), new Writable({ write(chunk, encoding, done) { done(); } }))
				.then(() => console.log('  fine'), (err) => console.log(' ', err.code, err.message));
		}
		try { whole(bytes, { maxOutputLength: 1000 }); } catch (err) { console.log(' ', err.name, err.code, err.message); }
	}

	// What is flushed can be read at once.
	for (const [there, back] of [['Gzip', 'Gunzip'], ['BrotliCompress', 'BrotliDecompress'], ['ZstdCompress', 'ZstdDecompress']]) {
		const from = zlib[`create${there}`](), to = zlib[`create${back}`]();
		from.pipe(to).setEncoding('utf8');
		for (const word of ['one', 'two']) {
			from.write(word);
			from.flush(there === 'Gzip' ? undefined : 1);
			console.log('flushed', (await once(to, 'data'))[0]);
		}
		from.end();
		await once(to.resume(), 'end');
	}

	const changed = zlib.createDeflate({ level: 1 });
	changed.write(text.subarray(0, 1000));
	changed.params(9, zlib.constants.Z_DEFAULT_STRATEGY, (err) => { console.log('params', err); changed.end(text.subarray(1000)); });
	console.log(sum(await collect(changed.pipe(zlib.createInflate()))) === sum(text));

	const small = zlib.createGunzip({ chunkSize: 64, highWaterMark: 128 });
	small.end(zlib.gzipSync(text));
	let most = 0;
	for await (const piece of small) most = Math.max(most, piece.length);
	console.log('pieces of', most);

	const closed = zlib.createGzip();
	closed.on('close', () => console.log('close', closed.destroyed));
	closed.close(() => console.log('closed'));
	await once(closed, 'close');

	const dictionary = Buffer.from('work and play');
	const packed = zlib.deflateSync(text, { dictionary });
	console.log(sum(zlib.inflateSync(packed, { dictionary })) === sum(text));
	for (const options of [{}, { dictionary: Buffer.from('other') }]) try { zlib.inflateSync(packed, options); } catch (err) { console.log(err.code, err.message); }
	const members = Buffer.concat([zlib.gzipSync('one'), zlib.gzipSync('two')]);
	for (const more of [[], [0, 1, 2], [120]]) {
		try { console.log(zlib.gunzipSync(Buffer.concat([members, Buffer.from(more)])).toString()); } catch (err) { console.log(err.code, err.message); }
	}
	console.log(zlib.gunzipSync(zlib.gzipSync(text).subarray(0, -4), { finishFlush: zlib.constants.Z_SYNC_FLUSH }).length);
	for (const [f, options] of [['createGzip', { level: 10 }], ['createGzip', { windowBits: 7 }], ['createGzip', { chunkSize: 63 }], ['createGzip', { strategy: 5 }],
		['createGzip', { flush: 6 }], ['createInflate', { dictionary: 'x' }], ['createBrotliCompress', { params: { 77: 1 } }], ['createBrotliCompress', { flush: 4 }]]) {
		try { zlib[f](options); console.log('fine'); } catch (err) { console.log(err.name, err.code, err.message); }
	}
	zlib.gzip('callback', (err, data) => zlib.gunzip(data, (err2, back) => console.log(err, err2, String(back))));
}
main();
