package limit

import (
	"errors"
	"fmt"
	"syscall"
)

// Plan is how the descriptors of this process are shared out. Whatever callers do, enough is left for the database, Redis,
// the platforms and files: else a flood of idle connections would look like a database that is away.
type Plan struct {
	Descriptors       int // the limit of the process
	Connections       int // open at once, of all callers
	PerAddress        int // … of one address that is no trusted proxy
	Streams           int // event streams open at once; the rest of the connections is for everything else
	StreamsPerAddress int
}

const (
	// reserve is what the program itself needs at the most: 10 connections to PostgreSQL, 32 to Redis with its
	// subscriptions, those to the platforms, files, pipes of the private PostgreSQL, and room to spare.
	reserve = 150
	// mostConnections and mostStreams bound the memory of idle callers: some 30 kB for each stream.
	mostConnections = 40_000
	mostStreams     = 20_000
	// Thousands of telephones stand behind one address of a mobile network. So one address may take much, but never
	// so much that nothing is left for three others like it.
	mostPerAddress       = 8_000
	mostStreamsOfAddress = 2_000
)

// Share shares out a number of descriptors.
func Share(descriptors int) Plan {
	p := Plan{Descriptors: descriptors}
	p.Connections = min(descriptors-min(reserve, descriptors/3), mostConnections)
	p.PerAddress = min(max(p.Connections/4, 1), mostPerAddress)
	p.Streams = min(p.Connections*3/4, mostStreams)
	p.StreamsPerAddress = min(max(p.Streams/4, 1), mostStreamsOfAddress)
	return p
}

// Descriptors raises the limit of this process to the highest its administrator allows (the hard limit, which is left as
// it is), and returns it.
func Descriptors() (int, error) {
	var lim syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &lim); err != nil {
		return 0, fmt.Errorf("limit of descriptors: %w", err)
	}
	if lim.Cur < lim.Max {
		// Go does this when it starts, unless something has lowered the limit since.
		raised := syscall.Rlimit{Cur: lim.Max, Max: lim.Max}
		if syscall.Setrlimit(syscall.RLIMIT_NOFILE, &raised) == nil {
			lim = raised
		}
	}
	return int(min(lim.Cur, 1<<30)), nil
}

// OutOfDescriptors reports whether an error means that this process, or the machine, has no descriptor left: not the fault
// of whoever was to be reached.
func OutOfDescriptors(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}
