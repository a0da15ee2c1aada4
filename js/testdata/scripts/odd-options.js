// Tags of languages, lists of what is transferred, and sizes of zlib that are odd.
const z = require('node:zlib')
const t=(f)=>{try{const v=f();console.log(typeof v==='object'?'made':v)}catch(e){console.log(e.name,e.code,e.message)}}
for (const v of [2 ** 53, 2 ** 54, 63, 64, Infinity, NaN, 1.5, 'a']) t(() => z.createGzip({ chunkSize: v }))
t(()=>structuredClone(1,{transfer:[1]})); t(()=>structuredClone(1,{transfer:[{},null]})); t(()=>structuredClone(1,{transfer:'abc'})); t(()=>structuredClone(1,{transfer:[undefined]}));t(()=>structuredClone(1,{transfer:[{}]}));t(()=>structuredClone(1,{transfer:new Set(['x'])}))
for (const l of ['x'.repeat(100),'en-u-'+'a'.repeat(100),'en_US','e','abcdefghi','en-','-en','en--us','en-US-x-a','i-klingon','x-foo','root','zh-Hant-TW','sl-rozaj-biske','en-a','en-a-b','en-a-bb','de-1996-1996','en-u-ca-gregory','und','','*','é','abcd','abcde','en-t-de','EN-us','art-lojban','en-GB-oed','123','e1','en-1a','en-x','en-u','en-t','en-a-bb-a-cc']) t(()=>(new Intl.NumberFormat(l),l.slice(0,30)+' ok'))
for (const l of [5,null,{},[],['en','x y'],[5],[null],new String('en'),{length:1,0:'en'},{length:1,0:'e'},['EN-us','en-US']]) t(()=>JSON.stringify(Intl.getCanonicalLocales(l)))
t(() => (1).toLocaleString('e')); t(() => 1n.toLocaleString('e')); t(() => new Date(0).toLocaleString('e')); t(() => new Intl.Collator('e')); t(() => new Intl.DateTimeFormat('e'))
const {port1}=new MessageChannel()
for (const bad of [1,null,undefined,'x']) { t(()=>port1.postMessage(1,[bad])); t(()=>port1.postMessage(1,{transfer:[{},bad]})); t(()=>port1.postMessage(1,{transfer:[bad]})); t(()=>structuredClone(1,[bad])); t(()=>structuredClone(1,{transfer:[new ArrayBuffer(1),bad]})) }
t(()=>port1.postMessage(1,new Set([1]))); t(()=>port1.postMessage(1,{transfer:5}));t(()=>port1.postMessage(1,{transfer:null})); t(()=>structuredClone(1,{transfer:null}));t(()=>port1.postMessage(1,{transfer:{}}))
port1.close()
