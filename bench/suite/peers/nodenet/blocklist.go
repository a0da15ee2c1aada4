package main

import (
	"fmt"
	"log"
	"net/netip"
	"os"
	"strconv"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet"
)

// checks prints how many addresses a second a list of RULES subnets checks, and the
// processor time for each in microseconds.
//
//	nodenet blocklist RULES SECONDS
func checks() {
	rules, err := strconv.Atoi(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	seconds, err := strconv.ParseFloat(os.Args[3], 64)
	if err != nil {
		log.Fatal(err)
	}
	var list nodenet.BlockList
	subnets := make([]netip.Prefix, rules)
	for i := range subnets {
		subnets[i] = netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(i >> 12), byte(i >> 4), byte(i << 4)}), 28)
	}
	if err := list.AddSubnets(subnets...); err != nil {
		log.Fatal(err)
	}
	addresses := make([]string, 1000) // every second one is in the list
	for i := range addresses {
		n := i * 7919 % rules // spread over the whole list, however short it is
		addresses[i] = fmt.Sprintf("%d.%d.%d.%d", 10+i%2, n>>12, n>>4&255, n<<4&255|7)
	}
	hits, count := 0, 0
	before, start := used(), time.Now()
	end := start.Add(time.Duration(seconds * float64(time.Second)))
	for time.Now().Before(end) {
		for range 200 { // a list that is searched from its beginning needs long for more
			if list.CheckString(addresses[count%len(addresses)]) {
				hits++
			}
			count++
		}
	}
	if hits*2 != count {
		log.Fatalf("%d of %d addresses were in the list, want half", hits, count)
	}
	cost := (used() - before).Seconds() * 1e6
	fmt.Println(float64(count)/time.Since(start).Seconds(), cost/float64(count))
}

// used is the processor time of this process.
func used() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		log.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
