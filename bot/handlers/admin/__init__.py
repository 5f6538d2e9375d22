"""What admins do with the bot. To anybody else none of it exists: docs/admin.md has the table of who may what."""
