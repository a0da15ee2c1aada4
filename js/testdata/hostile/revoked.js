// What a revoked proxy of a function is, is not known any more.
const { proxy, revoke } = Proxy.revocable(function f () {}, {})
revoke()
const t = (f) => { try { f(); console.log('done') } catch (err) { console.log(err.name) } }
t(() => proxy())
t(() => proxy.name)
t(() => String(proxy))
t(() => new Map().forEach(proxy))
try { structuredClone(proxy) } catch (err) { console.log('not copied') }
console.log(require('util').inspect(proxy))
