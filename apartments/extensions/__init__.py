"""Before a granted stay ends: reminders, and the new application that asks to prolong it."""
