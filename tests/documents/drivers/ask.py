"""Connects to one server by one of Python's usual drivers, as an app does, and prints what the server answers.

A question in JSON on standard input, the driver as argument. Without a connection it fails with the driver's error.
"""

import json
import sys


def ask_psycopg(question):
    import psycopg

    with psycopg.connect(question["url"], connect_timeout=10) as connection:
        return connection.execute("SELECT current_user::text").fetchone()[0]


def ask_pymysql(question):
    import pymysql

    # It takes no address, and says itself which file it checks the server's certificate against.
    connection = pymysql.connect(
        host=question["host"],
        port=question["port"],
        user=question["username"],
        password=question["password"],
        database=question["database"],
        ssl_ca=question.get("authority"),
        ssl_verify_cert="authority" in question,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_USER()")
        return cursor.fetchone()[0]


def ask_pika(question):
    import pika

    connection = pika.BlockingConnection(pika.URLParameters(question["url"]))
    product = connection._impl.params and connection._impl.server_properties["product"]
    connection.close()
    return product


def ask_redis(question):
    import redis

    return "PONG" if redis.Redis.from_url(question["url"]).ping() else "nothing"


drivers = {"psycopg": ask_psycopg, "PyMySQL": ask_pymysql, "pika": ask_pika, "redis-py": ask_redis}
try:
    print(drivers[sys.argv[1]](json.load(sys.stdin)))
except Exception as error:
    sys.exit(f"{type(error).__name__}: {error}")
