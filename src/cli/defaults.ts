/** Where things are when nobody says otherwise, seen from the folder a command is called in. */
export const PLAYBOOKS = "playbooks";
export const DIRECTORY = "directory.yaml";
export const CONNECTIONS = "connections.yaml";
export const SETTINGS = "pitcrew.yaml";
export const DATA_DIR = ".pitcrew";
