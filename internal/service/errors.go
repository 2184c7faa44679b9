package service

import "fmt"

// AddrError says that an address cannot be listened at.
type AddrError struct {
	Addr  string
	Debug bool // it is the one of the profiler
	Err   error
}

func (e *AddrError) Error() string { return fmt.Sprintf("cannot serve at %s: %v", e.Addr, e.Err) }
func (e *AddrError) Unwrap() error { return e.Err }

// SettingError says that a setting cannot be right, by the name it has in the environment. Its text holds no secret.
type SettingError struct {
	Name string
	Err  error
}

func (e *SettingError) Error() string { return e.Name + ": " + e.Err.Error() }
func (e *SettingError) Unwrap() error { return e.Err }

// StoreError says that the database cannot be opened or brought up to date.
type StoreError struct{ Err error }

func (e *StoreError) Error() string { return e.Err.Error() }
func (e *StoreError) Unwrap() error { return e.Err }
