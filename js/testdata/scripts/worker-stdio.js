// The standard streams of workers: given, read here, or those of this program.
const { Worker } = require('worker_threads');
const once = (emitter, name) => new Promise((resolve) => emitter.once(name, resolve));
const text = async (stream) => {
	let all = '';
	for await (const chunk of stream.setEncoding('utf8')) all += chunk;
	return all;
};

async function given() {
	const worker = new Worker(`
		let all = '';
		process.stdin.setEncoding('utf8').on('data', (s) => { all += s; }).on('end', () => {
			process.stdout.write('got ' + all + '\\n', () => process.stdout.write('written\\n'));
			process.stderr.write(Buffer.from('bytes'));
			console.log(process.stdout.isTTY, process.stdout.fd, process.stdin.fd);
			process.on('exit', () => console.log('the last words'));
		});`, { eval: true, stdin: true, stdout: true, stderr: true });
	console.log(worker.stdin.constructor.name, worker.stdout.constructor.name);
	worker.stdin.write('one ', () => console.log('taken'));
	worker.stdin.end('two', () => console.log('finished'));
	worker.on('exit', (code) => console.log('exit', code, worker.stdout.readableEnded));
	const all = await Promise.all([text(worker.stdout), text(worker.stderr), once(worker, 'exit')]);
	console.log(all.slice(0, 2), worker.stdin.writableFinished, worker.stdout.destroyed, worker.threadId, worker.threadName, worker.resourceLimits);
}

async function shared() {
	const worker = new Worker(`
		console.log('from a worker');
		process.stdin.on('data', () => console.log('?')).on('end', () => console.log('nothing to read'));`, { eval: true });
	worker.stdout.on('data', (chunk) => console.log('seen:', String(chunk).trim()));
	console.log(worker.stdin);
	await once(worker, 'exit');
	await once(worker.stdout, 'close');
	const nested = new Worker(`new (require('worker_threads').Worker)('console.log("a worker of a worker")', { eval: true });`, { eval: true });
	await once(nested, 'exit');
}

// A worker that writes more than anybody reads waits; one that is ended has written what it has.
async function full() {
	const worker = new Worker(`
		const { parentPort } = require('worker_threads');
		let n = 0;
		const write = () => process.stdout.write('x'.repeat(40000), () => { parentPort.postMessage(++n); if (n < 10) write(); });
		write();`, { eval: true, stdout: true });
	let taken = 0;
	worker.on('message', (n) => { taken = n; });
	await once(worker.stdout, 'readable');
	await new Promise(setImmediate);
	console.log('some wait', taken < 10);
	console.log((await text(worker.stdout)).length);
	const ended = new Worker(`process.stdout.write('before the end'); process.exit(3);`, { eval: true, stdout: true });
	ended.on('exit', (code) => console.log('exit', code));
	console.log(await text(ended.stdout));
}

given().then(shared).then(full);
