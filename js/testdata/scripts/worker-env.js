// A thread has a copy of the environment, one of its own, or that of the program.
const { Worker, SHARE_ENV } = require('worker_threads');
const run = (code, env) => new Promise((resolve) => new Worker(`${code}; require('worker_threads').parentPort.postMessage(process.env.NAME)`, { eval: true, env })
	.on('message', (name) => resolve(name)).on('error', resolve));

async function main() {
	process.env.NAME = 'main';
	console.log(await run('process.env.NAME += "’s copy"'), process.env.NAME);
	console.log(await run('delete process.env.PATH', { NAME: 5 }), 'PATH' in process.env);
	console.log(await run('process.env.NAME = "changed"', SHARE_ENV), process.env.NAME);
	console.log(await run('', {}));
	const vanishing = { get FIRST() { delete this.NAME; return 1; }, NAME: 2 };
	console.log(await run('', vanishing));
	for (const env of [1, 'x', true]) {
		try {
			new Worker('', { eval: true, env });
		} catch (err) {
			console.log(err.code, err.message);
		}
	}
}
main();
