package main

import (
	"errors"

	"motcua/storage"
)

// ofBefore says of a database that was made before the first release what the operator can do about it.
func (p *program) ofBefore(err error) error {
	switch {
	case !errors.Is(err, storage.ErrBefore):
		return err
	case p.place.Database != "":
		return refuse(wordDatabaseOfBefore)
	}
	return refuse(wordDataOfBefore, p.place.Data)
}
