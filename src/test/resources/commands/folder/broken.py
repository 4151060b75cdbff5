def total(rows):
    return sum(row["price"] for row in rows)


print(total([{"cost": 1}]))
