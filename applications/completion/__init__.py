"""The call to complete an application (art. 64 § 2 KPA) and what follows when nobody answers it."""
