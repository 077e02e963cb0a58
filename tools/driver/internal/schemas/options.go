package schemas

import (
	"flag"
	"fmt"
	"io"
	"path/filepath"
)

// options are what the commands that read the lock take.
type options struct {
	lock    Lock
	cache   string
	finder  *finder
	modules *modules
}

// readOptions parses arguments and reads the lock that they name. A command may define flags of its own.
func readOptions(command string, args []string, progress io.Writer, define func(*flag.FlagSet)) (options, error) {
	flags := flag.NewFlagSet("driver "+command, flag.ContinueOnError)
	flags.SetOutput(progress)
	lockFile := flags.String("lock", "", "the lock `file`")
	cache := flags.String("cache", "", "the `folder` that keeps what is made")
	mirror := flags.String("mirror", "", "a `folder` with files of definitions that is tried first")
	define(flags)
	if err := flags.Parse(args); err != nil {
		return options{}, err
	}
	lock, err := readLock(*lockFile)
	if err != nil {
		return options{}, err
	}
	if *cache == "" {
		return options{}, fmt.Errorf("--cache is missing")
	}
	modules := newModules(progress)
	return options{
		lock: lock, cache: *cache, modules: modules,
		finder: &finder{beside: filepath.Dir(*lockFile), mirror: *mirror, web: newWeb(), modules: modules},
	}, nil
}
