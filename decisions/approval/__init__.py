"""What happens between a draft and its approval: the whole legal check, what is waived, differences, whole lists."""
