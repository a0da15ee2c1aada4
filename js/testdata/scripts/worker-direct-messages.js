// postMessageToThread, its errors, and what else there is of threads.
const threads = require('worker_threads');
const { Worker, isMainThread, postMessageToThread, parentPort, threadId } = threads;
const once = (emitter, name) => new Promise((resolve) => emitter.once(name, resolve));
const attempt = async (name, f) => {
	try {
		console.log(name, await f());
	} catch (err) {
		console.log(name, err.name, err.code, err.message);
	}
};

if (!isMainThread) {
	process.on('workerMessage', (value, source) => {
		if (value === 'throw') throw new Error('of the listener');
		if (value.other) {
			postMessageToThread(value.other, { from: threadId }).then(() => postMessageToThread(source, 'the other has it'));
		} else {
			parentPort.postMessage([value, source]);
		}
	});
	parentPort.once('message', () => process.exit());
	parentPort.postMessage('up');
} else {
	main();
}

async function main() {
	await attempt('itself', () => postMessageToThread(threadId, 1));
	await attempt('nobody', () => postMessageToThread(99, 1));
	for (const id of ['x', -1, 1.5, undefined]) await attempt('no number', () => postMessageToThread(id, 1));
	const workers = [new Worker(__filename), new Worker(__filename, { name: 'second' })];
	await Promise.all(workers.map((w) => once(w, 'message')));
	const [a, b] = workers;
	let got = once(a, 'message');
	await attempt('an object', () => postMessageToThread(a.threadId, { a: [1n] }));
	console.log(await got);
	const memory = new ArrayBuffer(4);
	got = once(a, 'message');
	await attempt('with memory', () => postMessageToThread(a.threadId, memory, [memory]));
	console.log(await got, memory.byteLength);
	const back = once(process, 'workerMessage');
	got = once(b, 'message');
	await attempt('through another', () => postMessageToThread(a.threadId, { other: b.threadId }));
	console.log((await got)[0].from === a.threadId, await back);
	await attempt('a throwing listener', () => postMessageToThread(a.threadId, 'throw'));
	await attempt('a function', () => postMessageToThread(a.threadId, () => {}));
	await attempt('a port', () => postMessageToThread(a.threadId, new MessageChannel().port1));
	await attempt('a negative time', () => postMessageToThread(a.threadId, 1, [], -5));
	await attempt('no time', () => postMessageToThread(a.threadId, 1, [], 'x'));
	got = once(a, 'message');
	await attempt('a time', () => postMessageToThread(a.threadId, 'in time', 60_000));
	console.log(await got);
	console.log(a.threadName, b.threadName);
	for (const w of workers) w.postMessage(0);
	await Promise.all(workers.map((w) => once(w, 'exit')));
	console.log(a.threadName, a.threadId, a.resourceLimits);
	await attempt('one that is gone', () => postMessageToThread(a.threadId, 1));
	await attempt('measured', () => a.getHeapStatistics());
	await attempt('shot', () => a.getHeapSnapshot());
	console.log(a.performance.eventLoopUtilization());
	const deaf = new Worker('require("worker_threads").parentPort.postMessage(0); setInterval(() => {}, 1000)', { eval: true });
	await once(deaf, 'message');
	await attempt('one that does not listen', () => postMessageToThread(deaf.threadId, 1));
	await attempt('of no object', () => deaf.getHeapSnapshot(5));
	console.log(typeof (await deaf.getHeapStatistics()).used_heap_size, await deaf[Symbol.asyncDispose](), deaf.threadId);
	const spinning = new Worker('require("worker_threads").parentPort.postMessage(0); for (;;);', { eval: true });
	await once(spinning, 'message');
	await attempt('one that is busy', () => postMessageToThread(spinning.threadId, 1, [], 50));
	await spinning.terminate();
	await limits();
}

async function limits() {
	for (const resourceLimits of [undefined, null, {}, { maxOldGenerationSizeMb: 50, maxYoungGenerationSizeMb: 20, codeRangeSizeMb: 10, stackSizeMb: 3 }, { maxYoungGenerationSizeMb: 8, stackSizeMb: -1, codeRangeSizeMb: '7' }]) {
		const worker = new Worker(`const { resourceLimits, parentPort } = require('worker_threads'); parentPort.postMessage(resourceLimits);`, { eval: true, resourceLimits, name: 'limited' });
		const l = await once(worker, 'message');
		const given = Object.keys(resourceLimits ?? {}).filter((name) => resourceLimits[name] > 0 && typeof resourceLimits[name] === 'number');
		console.log(Object.keys(l).join(), given.every((name) => l[name] === resourceLimits[name]), l.stackSizeMb);
	}
}
