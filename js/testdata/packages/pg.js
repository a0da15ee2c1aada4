'use strict'
// pg against PostgreSQL, which trusts us.
const { Client, Pool, types } = require('pg')

const port = Number(process.argv[2])
const config = { host: '127.0.0.1', port, user: 'postgres', database: 'postgres' }

async function main() {
  const client = new Client(config)
  client.on('notice', (n) => console.log('notice', n.severity, n.message))
  client.on('notification', (n) => console.log('notification', n.channel, n.payload))
  client.on('end', () => console.log('end'))
  await client.connect()
  const { rows, fields, rowCount, command } = await client.query("select 1 as one, 'text' as t, true as b, null as n, 1.5::float8 as f, 12345678901234::int8 as big")
  console.log(rows, rowCount, command, fields.map((f) => f.name))
  console.log((await client.query('select $1::text as a, $2::int as b, $3::bytea as c, $4::jsonb as d, $5::int[] as e',
    ['grüße €', 42, Buffer.from([0, 1, 255]), { key: [1, 'two'] }, [1, 2, 3]])).rows)
  console.log((await client.query({ text: "select timestamptz '2020-01-02T03:04:05.678Z' as at", rowMode: 'array' })).rows)

  await client.query('create temporary table things (id serial primary key, name text not null, n int)')
  await client.query('begin')
  const insert = { name: 'insert', text: 'insert into things (name, n) values ($1, $2) returning id' }
  const ids = await Promise.all(Array.from({ length: 200 }, (_, i) => client.query({ ...insert, values: [`thing ${i}`, i] })))
  await client.query('commit')
  console.log('inserted', ids.length, ids.every((r, i) => r.rows[0].id === i + 1))
  console.log((await client.query('select count(*), sum(n) from things')).rows)
  await client.query('insert into things (name) values ($1)', [null]).catch((err) => {
    console.log(err.name, err.code, err.severity, err.message, err.column, err.table)
  })
  await client.query('select wrong syntax here').catch((err) => console.log(err.code, err.message, err.position))
  console.log((await client.query('select 1 as a; select 2 as b')).map((r) => r.rows))

  const many = await client.query("select i, repeat('x', 100) as text from generate_series(1, 10000) i")
  console.log('rows', many.rows.length, many.rows.every((r, i) => r.i === i + 1 && r.text.length === 100))
  const large = 'y'.repeat(1 << 20)
  console.log('large', (await client.query('select $1::text as t', [large])).rows[0].t === large)

  await client.query('listen channel')
  await client.query("notify channel, 'payload'")
  await client.query("do $$ begin raise notice 'from the server'; end $$")
  client.query('select 3 as n', (err, result) => console.log('callback', err, result.rows))
  await client.query('select 4')
  await client.end()

  const pool = new Pool({ ...config, max: 3 })
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => pool.query('select $1::int as i, pg_backend_pid() as pid', [i])))
  console.log('pool', answers.every((a, i) => a.rows[0].i === i), new Set(answers.map((a) => a.rows[0].pid)).size, pool.totalCount)
  const one = await pool.connect()
  const { pid } = (await one.query('select pg_backend_pid() as pid')).rows[0]
  one.on('error', (err) => console.log('client error', err.code ?? err.message))
  const gone = new Promise((resolve) => one.once('end', resolve))
  await pool.query('select pg_terminate_backend($1)', [pid])
  await gone
  one.release(true)
  console.log('after one was terminated', (await pool.query('select 5 as five')).rows)
  await pool.end()

  const unknown = new Client({ ...config, database: 'nowhere' })
  await unknown.connect().catch((err) => console.log(err.code, err.message))
  const nobody = new Client({ ...config, port: 1 })
  await nobody.connect().catch((err) => console.log(err.code, err.syscall, err.port))
}

main()
