"""The brief of a participant as a small Flask page over PostgreSQL: the facts that ours shows, by SQL; the read kept.

Run by `gunicorn page:app`; BRIEF_DATABASE names the database.
"""
import os

from flask import Flask, abort, render_template, request
from psycopg.rows import namedtuple_row
from psycopg_pool import ConnectionPool

app = Flask(__name__)
pool = ConnectionPool(os.environ["BRIEF_DATABASE"], min_size=4, max_size=8, kwargs={"row_factory": namedtuple_row},
                      open=True)

facts = {
    "last": "SELECT * FROM events WHERE person = %(who)s ORDER BY happened DESC LIMIT 1",
    "door": """SELECT events.* FROM events JOIN readings ON readings.event = events.id
               WHERE readings.person = %(who)s AND kind = 'door-opened' ORDER BY events.happened DESC LIMIT 1""",
    "promises": """SELECT *, due < now() AS overdue FROM promises WHERE person = %(who)s AND step IN ('made', 'broken')
                   ORDER BY due < now() DESC NULLS LAST, due NULLS LAST LIMIT 4""",
    "under_way": """SELECT * FROM (
                      SELECT DISTINCT ON (kind) readings.*, line FROM readings JOIN events ON events.id = event
                      WHERE readings.person = %(who)s ORDER BY kind, readings.happened DESC) newest
                    WHERE mode = 'arranged' OR kind IN ('deadline', 'eviction-threat')
                    ORDER BY happened DESC LIMIT 6""",
    "dear": """SELECT DISTINCT ON (kind) readings.*, line FROM readings JOIN events ON events.id = event
               WHERE readings.person = %(who)s AND mode = 'happened'
                 AND kind IN ('pet', 'anniversary', 'taught-us', 'helped-out')
               ORDER BY kind, readings.happened DESC LIMIT 2""",
    "faces": """SELECT helper, count(*) AS times, max(happened) AS happened FROM events
                WHERE person = %(who)s AND helper <> '' GROUP BY helper ORDER BY times DESC, happened DESC LIMIT 3""",
    "limits": """SELECT * FROM (
                   SELECT DISTINCT ON (kind) * FROM readings WHERE person = %(who)s ORDER BY kind, happened DESC) newest
                 WHERE mode = 'declined' OR kind IN ('wants-no-contact', 'withdrew', 'worker-safety')
                 ORDER BY happened DESC LIMIT 4""",
}


@app.get("/people/<who>/brief")
def brief(who):
    with pool.connection() as connection:
        person = connection.execute("SELECT * FROM people WHERE handle = %(who)s", {"who": who}).fetchone()
        if person is None:
            abort(404)
        found = {name: connection.execute(query, {"who": who}).fetchall() for name, query in facts.items()}
        connection.execute("INSERT INTO reads (person, helper, purpose) VALUES (%s, 'Ann', 'before-visit')", [who])
    return render_template("brief.html", person=person, **found)


@app.post("/lines")
def line():
    told = request.get_json()
    with pool.connection() as connection:
        connection.execute(
            "INSERT INTO events VALUES (%s, %s, now(), 'Ann', '', %s) ON CONFLICT DO NOTHING",
            [told["id"], told["person"], told["line"]])
    return {"event": told["id"]}
