/// What lies in every backup for whoever finds it.
let readme = """
  TILLID: SIKKERHEDSKOPI

  Denne mappe er en kopi af en organisations hukommelse, som programmet Tillid fører den. Alt i den er forseglet:
  uden nøglefilen og adgangssætningen, som ligger andre steder, kan ingen læse et ord. Har du fundet den, så giv
  den tilbage til organisationen.

    checkpoint    hvor langt kopien går, og en underskrevet kontrolsum over det hele
    identity      hvilken log det er, og den nøgle, som underskriften efterprøves med
    key-backups   hvilke nøglefiler der er lavet; intet hemmeligt
    log/          hændelserne, i filer, der aldrig ændres

  Efterprøv den:              tillid restore DENNE-MAPPE --check
  Genskab på en ny maskine:   tillid restore DENNE-MAPPE --keys NØGLEFIL --data NY-MAPPE

  Genskabelsen spørger om adgangssætningen og efterprøver alt, før den laver noget. Ret intet i mappen med hånden.


  TILLID: BACKUP

  This folder is a copy of an organisation's memory, as the program Tillid keeps it. All of it is sealed: without
  the key file and the passphrase, which lie elsewhere, nobody can read a word. If you have found it, give it back
  to the organisation.

    checkpoint    how far the copy reaches, and a signed checksum over all of it
    identity      which log this is, and the key that the signature is checked by
    key-backups   which key files were made; nothing secret
    log/          the events, in files that are never changed

  Check it:                   tillid restore THIS-FOLDER --check
  Restore to a new machine:   tillid restore THIS-FOLDER --keys KEYFILE --data NEW-FOLDER

  Restoring asks for the passphrase, and verifies everything before it makes anything. Change nothing in the folder
  by hand.

  """
