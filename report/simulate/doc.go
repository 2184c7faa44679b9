// Package simulate has no code of its own. Its test draws the answers of communes by lot, where nothing differs and where
// something truly fell, and counts what reports on them claim. "make simulate" prints the table.
package simulate
