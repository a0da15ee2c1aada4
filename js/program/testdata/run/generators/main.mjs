// Async generators in a module that has nothing else that is new, such as for await.
class Empty {
	[Symbol.asyncIterator] = async function* () {};
	async *method() { yield 1; }
	static async *both() { yield* new Empty().method(); yield 2; }
}
const object = { async *list() { yield 'a'; } };
const iterator = Empty.both();
(async () => {
	console.log(await iterator.next(), await iterator.next(), await iterator.next());
	console.log(await new Empty()[Symbol.asyncIterator]().next(), await object.list().next());
})();
export { Empty };
