const {AsyncLocalStorage:A}=require('async_hooks');const t=(f)=>{try{print(f())}catch(e){print(e.name,e.code,e.message)}};
const dc=require('diagnostics_channel');print(Object.keys(dc).filter((k)=>!/ounded/.test(k)).join());const ch=dc.channel('x');print(ch.constructor.name,Object.getOwnPropertyNames(ch.constructor.prototype).filter((k)=>k!=='withStoreScope'),ch.hasSubscribers);
const s=(m,n)=>print('sub',m,n);ch.subscribe(s);print(ch.constructor.name,ch.hasSubscribers,dc.channel('x')===ch,dc.hasSubscribers('x'),dc.hasSubscribers('y'));ch.publish(5);print(ch.unsubscribe(s),ch.unsubscribe(s),ch.constructor.name);
t(()=>dc.channel(5));t(()=>dc.channel());t(()=>ch.subscribe(5));t(()=>dc.subscribe('x',5));t(()=>dc.tracingChannel(5));
const tc=dc.tracingChannel('t');print(tc.constructor.name,Object.keys(tc),Object.getOwnPropertyNames(tc.constructor.prototype).filter((k)=>k!=='error'));
tc.subscribe({start(m){print('start',JSON.stringify(m))},end(m){print('end',JSON.stringify(m))},error(m){print('error',m.error.message)},asyncStart(m){print('as',m.result,m.error&&m.error.message)},asyncEnd(m){print('ae')}});
print(tc.traceSync((a)=>a+1,{c:1},null,4));t(()=>tc.traceSync(()=>{throw new Error('ts')}));
tc.tracePromise(async(a)=>a*2,{p:1},null,3).then(v=>print('tp',v)).then(()=>tc.tracePromise(async()=>{throw new Error('tpe')}).catch(e=>print('caught',e.message))).then(()=>{tc.traceCallback((a,cb)=>setImmediate(cb,null,a+1),-1,{q:1},null,5,(e,r)=>print('cb',e,r))});
print(tc.hasSubscribers);
const als=new A();ch.bindStore(als,(d)=>d+'!');print(ch.runStores('d',function(x){return [als.getStore(),x,this.z]},{z:1},9));

