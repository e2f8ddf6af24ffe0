"""What an appeal brings back: the case decided anew, the office's own review, the ruling followed."""
