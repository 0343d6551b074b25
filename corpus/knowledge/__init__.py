"""What the project knows of courts, causes, statutes and how courts write: data files and their loaders."""
